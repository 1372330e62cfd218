"""Who is named in a text: agencies, posts, fields of work, cited acts; and who they are in full.

`names` finds names in one string by gazetteer and grammar, `linking` says whom they mean in a
document, `roles` what part they play in a duty. `components` offers the same finders as spaCy
pipeline components.
"""
