from tests.store.fixtures import hand, settings, small, store

__all__ = ["hand", "settings", "small", "store"]
