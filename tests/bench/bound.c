/* A lower bound for the draws: everything in one pass, in single precision, by a compiler.
 *
 * Whole lanes of draws at a time: exponentials (or ordered weights), values, ranks, counts; then the
 * confidence factors from the first draws, as the product and its twin give them. The
 * random numbers come from the product's generator, SFC64, one state a lane. Nothing of the product
 * uses this file; `make bench` compiles it where there is a C compiler.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#define LANES 256
#define MOST 64
#define FIRST 16384 /* draws that confidence factors are read from */

#define WORDS (LANES / 2)

static uint64_t a[WORDS], b[WORDS], c[WORDS], counter[WORDS];

static inline void words(uint64_t *out) { /* SFC64 in every lane */
  for (int k = 0; k < WORDS; k++) {
    out[k] = a[k] + b[k] + counter[k]++;
    a[k] = b[k] ^ (b[k] >> 11);
    b[k] = c[k] + (c[k] << 3);
    c[k] = ((c[k] << 24) | (c[k] >> 40)) + out[k];
  }
}

static void seed(uint64_t from) {
  uint64_t thrown[WORDS];
  for (int k = 0; k < WORDS; k++) {
    a[k] = from;
    b[k] = (uint64_t)k * 0x9E3779B97F4A7C15u;
    c[k] = ~from + (uint64_t)k;
    counter[k] = 1;
  }
  for (int turn = 0; turn < 12; turn++) words(thrown);
}

static inline void uniform(float *out) { /* two floats from each word */
  uint64_t found[WORDS];
  words(found);
  for (int k = 0; k < WORDS; k++) {
    out[k] = (float)(int32_t)(found[k] >> 40) * 5.9604645e-8f + 2.9802322e-8f;
    out[k + WORDS] = (float)(int32_t)((found[k] >> 8) & 0xFFFFFF) * 5.9604645e-8f + 2.9802322e-8f;
  }
}

static void weights(float e[MOST][LANES], int n, int ordered) {
  for (int j = 0; j < n; j++) {
    uniform(e[j]);
    for (int k = 0; k < LANES; k++) e[j][k] = -logf(e[j][k]);
  }
  if (!ordered) return;
  for (int j = n - 1; j >= 0; j--)
    for (int k = 0; k < LANES; k++)
      e[j][k] = e[j][k] / (float)(j + 1) + (j + 1 < n ? e[j + 1][k] : 0.0f);
}

static inline void triangular(float *out, float from, float mode, float to) {
  static float u[LANES], w[LANES];
  float width = to - from, peak = (mode - from) / width;
  float rise = width * (1 - peak), fall = width * peak;
  uniform(u);
  uniform(w);
  for (int k = 0; k < LANES; k++) {
    float lesser = u[k] < w[k] ? u[k] : w[k], greater = u[k] < w[k] ? w[k] : u[k];
    out[k] = from + rise * lesser + fall * greater;
  }
}

/* In how many draws each option is first under its central weights, the scores still drawn. */
static void confidence(int m, int n, int64_t draws, int uncertain, const float *s,
                       const float *low, const float *high, const double *central, double *sure) {
  static float own[MOST][MOST], score[MOST][LANES], best[MOST][LANES], mine[MOST][LANES];
  for (int i = 0; i < m; i++) {
    double sum = 0;
    for (int j = 0; j < n; j++) sum += central[i * n + j];
    for (int j = 0; j < n; j++) own[i][j] = sum > 0 ? (float)(central[i * n + j] / sum) : 0.0f;
  }
  int64_t turns = uncertain ? (draws < FIRST ? draws : FIRST) : 1;
  for (int64_t done = 0; done < turns; done += LANES) {
    int size = turns - done < LANES ? (int)(turns - done) : LANES;
    for (int o = 0; o < m; o++) {
      for (int j = 0; j < n; j++)
        if (uncertain)
          triangular(score[j], low[o * n + j], s[o * n + j], high[o * n + j]);
        else
          for (int k = 0; k < LANES; k++) score[j][k] = s[o * n + j];
      for (int i = 0; i < m; i++) {
        float v[LANES];
        memset(v, 0, sizeof v);
        for (int j = 0; j < n; j++)
          for (int k = 0; k < LANES; k++) v[k] += own[i][j] * score[j][k];
        for (int k = 0; k < LANES; k++) best[i][k] = o && best[i][k] > v[k] ? best[i][k] : v[k];
        if (i == o) memcpy(mine[i], v, sizeof v);
      }
    }
    for (int i = 0; i < m; i++)
      for (int k = 0; k < size; k++) sure[i] += mine[i][k] >= best[i][k];
  }
  for (int i = 0; i < m; i++) sure[i] /= (double)turns;
}

/* ranks (m x m), wins (m x m), central (m x n, sums of weights over draws where the row is first),
 * sure (m, confidence factors). With ``uncertain``, every score is triangular between low and high
 * with its mode at s. */
void bound(int m, int n, int64_t draws, int ordered, int uncertain, const float *s,
           const float *low, const float *high, double *ranks, double *wins, double *central,
           double *sure) {
  static float e[MOST][LANES], v[MOST][LANES], score[LANES], total[LANES];
  static uint8_t place[MOST][LANES];
  seed(1);
  for (int64_t done = 0; done < draws; done += LANES) {
    int size = draws - done < LANES ? (int)(draws - done) : LANES;
    weights(e, n, ordered);
    memset(total, 0, sizeof total);
    for (int j = 0; j < n; j++)
      for (int k = 0; k < LANES; k++) total[k] += e[j][k];
    for (int i = 0; i < m; i++) {
      memset(v[i], 0, sizeof v[i]);
      for (int j = 0; j < n; j++) {
        float mode = s[i * n + j];
        if (uncertain) {
          triangular(score, low[i * n + j], mode, high[i * n + j]);
          for (int k = 0; k < LANES; k++) v[i][k] += e[j][k] * score[k];
        } else
          for (int k = 0; k < LANES; k++) v[i][k] += e[j][k] * mode;
      }
      memset(place[i], 0, LANES);
    }
    for (int i = 0; i < m; i++)
      for (int o = i + 1; o < m; o++) {
        int above = 0;
        for (int k = 0; k < LANES; k++) {
          uint8_t higher = v[o][k] > v[i][k];
          place[i][k] += higher;
          place[o][k] += 1 - higher;
        }
        for (int k = 0; k < size; k++) above += v[o][k] > v[i][k];
        wins[o * m + i] += above;
        wins[i * m + o] += size - above;
      }
    for (int i = 0; i < m; i++)
      for (int k = 0; k < size; k++) {
        ranks[i * m + place[i][k]] += 1;
        if (place[i][k] == 0) {
          float share = 1.0f / total[k];
          for (int j = 0; j < n; j++) central[i * n + j] += e[j][k] * share;
        }
      }
  }
  confidence(m, n, draws, uncertain, s, low, high, central, sure);
}
