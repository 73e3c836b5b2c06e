"""An article with its statements side by side: the text marked on one side, the form on the other.

text        the captured text as HTML, every statement marked and labelled in place
selecting   words chosen in the text: placed, moved, split
opened      the text as one reader looks at it: what is folded, where the next draft is
screen      the page itself
"""
