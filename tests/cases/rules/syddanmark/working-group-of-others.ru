# not met:
# undecided: S2-7 S2-8 S2-11
# exit: 0
DELETE WHERE { ?x aft:nedsaetter ex:arbejdsgruppe }
