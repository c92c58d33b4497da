"""The sums: pure functions, one module an idea. ``results.analyse`` is the one door."""

import numpy as np
from threadpoolctl import threadpool_limits

# NumPy's matrix products run on one thread in this process. The arrays here are thin, so that a
# second thread gains nothing on an idle machine, and on a busy one (a server with several people)
# the threads wait for each other: 0.15 s became 0.5 to 1 s. An environment variable would do only
# if it were set before anybody imports NumPy, and pandas or Streamlit may have been first. NumPy is
# imported above, because a library that is not loaded yet cannot be held back.
assert np.__version__
threadpool_limits(limits=1, user_api="blas")
