# ruff: noqa: B018, F821
"""Names in which vulture sees no use, each written behind the user that it cannot see.

A name behind ``templates`` stands in a template; ``tests/test_dead_code.py`` demands it.
"""

# Flask finds these by their routes, and reads these settings.
flask.api
flask.description
flask.download
flask.health
flask.immutable
flask.last_modified
flask.max_age
flask.no_cache
flask.no_store
flask.public
flask.request_class
flask.robots
flask.trial

# Werkzeug writes this into the header of that name.
werkzeug.retry_after
werkzeug._get_file_stream

# waitress looks these up, in the classes and objects of its that are bounded here.
waitress.channel_class
waitress.completed
waitress.error_task_class
waitress.next_channel_cleanup
waitress.parser_class
waitress.to_response

# Jinja reads these settings.
jinja.lstrip_blocks
jinja.trim_blocks

# Expat calls these, and reads these settings.
expat.CharacterDataHandler
expat.EndElementHandler
expat.StartElementHandler
expat.XmlDeclHandler
expat.buffer_text
expat.namespace_prefixes

# The child that amends a file finds this by its name.
sandbox.amend

# A summary is data as well.
summary.first_year
summary.last_year

# Stores keep each field of an entry by its name.
entry.committee_term
entry.date_precision

# What pages hand to their templates.
templates.list_name
templates.listed_anchors
templates.word_address
templates.as_of_links
templates.as_phrases
templates.children_before
templates.explain_address
templates.filter_text
templates.footnotes
templates.form_fields
templates.marks_address
templates.shared_ties
templates.is_chosen
templates.is_excluded
templates.is_told_apart
templates.standard_form
templates.inlines
templates.annex
templates.is_choice
templates.paragraphs
templates.is_continued
templates.is_current
templates.is_inferred
templates.held_address
templates.is_disputed
templates.short_label
templates.subdivisions
templates.is_search
templates.original
templates.place_name
templates.relatives_switch
templates.same_unit
templates.same_unit_total
templates.samples
templates.similar
templates.sorts
templates.stands_for
templates.without_date
templates.without_number

# Fields of answers, which are written as JSON, and described, whole.
json.cited_in_total
json.gathered
json.of_texts
json.indexed_at
json.issued_is_read
json.issued_misread
json.issuer_reason
json.left_open
json.max_entries
json.memory
json.sentence_roles
json.sources_disagree
json.stale
json.unit_reason
json.url
json.without_notices

# Libraries call these methods, read these attributes, and pass these arguments by name.
msgspec.viendan
numpy.writeable
pickle.find_class
tempfile.tempdir
watchdog.on_any_event

# A format of files names its reader.
formats.read_mhtml

# A store goes through the fields of an entry by their names.
entry.addressee
entry.body_bare
entry.body_unmarked
entry.cite_role
entry.cites_as
entry.dieu
entry.infers
entry.infers_as
entry.may_cite_as
entry.issuer_words
entry.pairs_bare
entry.title_bare
entry.title_unmarked
entry.unit_about
entry.unit_issued

# Tests hold the registry's own examples against the patterns.
tests.examples

# A child of the builder or of a reader is started with this call as its program.
child.run_child
child.run_worker

# Stamps of a file are compared whole.
stamps.modified

# viendan/commands.py names these, and loads them when they are called.
commands.cite
commands.export_command
commands.index_command

# Parts of a pinpoint are read by the names of the units in corpus/registry/pinpoints.toml.
pinpoint.article
pinpoint.chapter
pinpoint.appendix

# What is answered of a place that a citation points to.
passage.presence
