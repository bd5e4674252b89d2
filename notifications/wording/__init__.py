"""The office's own wording of a letter: what stands against a text before it can be kept.

A text may do what shipped letters do, and no more: write what a letter knows, ask whether it is
there, go through a list. So a text without faults can be written for every dossier for which the
shipped letter can. Nothing here reads a database or renders anything.

    faults(key, language, text)     everything that stands against it, line by line   faults.py
    read(text)                      its tags, or what is wrong with each              tags.py
    uses(tree)                      which names it uses, how, and under which asking  uses.py
    known(key)                      what that letter knows, by its shipped text       known.py
"""
