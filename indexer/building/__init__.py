"""How an index is built: what has changed, who does the work, how segments are written.

``plan`` (with ``changes`` and ``records``) says what is to be done; ``assembly`` sends it through
a crew of ``workers``, which do ``tasks``; ``settling`` decides what each outcome means for what
is ``held`` already; ``writer`` (with ``inversion`` and ``term_index``) makes segments; ``report``
tells it all.  The face of the package is :mod:`indexer.build`, the commit is in
:mod:`indexer.storage`.
"""
