# not met: V2.2.3-3
# undecided: 
# exit: 1
DELETE WHERE { ex:praksisplan aft:forelagtDato ?x } ; INSERT DATA { ex:praksisplan aft:forelagtDato "2024-06-03"^^xsd:date }
