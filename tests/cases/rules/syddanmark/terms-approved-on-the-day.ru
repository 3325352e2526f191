# not met:
# undecided:
# exit: 0
DELETE WHERE { ex:kommissorium aft:vedtagetDato ?x } ; INSERT DATA { ex:kommissorium aft:vedtagetDato "2025-04-02"^^xsd:date }
