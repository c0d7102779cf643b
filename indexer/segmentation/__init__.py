"""Vietnamese text → words, exactly as pyvi has them."""

from indexer.segmentation.pipeline import segmenter

__all__ = ["segmenter"]
