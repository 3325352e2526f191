# not met:
# undecided: S2-17
# exit: 0
DELETE WHERE { ex:kommissorium aft:vedtagetDato ?x } ; INSERT DATA { ex:kommissorium aft:vedtagetDato "2025"^^xsd:gYear }
