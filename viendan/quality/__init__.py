"""Gold: labelled cases, the scores on them, and the floors that they must not fall below."""
