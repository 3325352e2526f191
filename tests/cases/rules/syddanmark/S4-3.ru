# not met: S4-3
# undecided:
# exit: 1
DELETE WHERE { ex:opfoelgning-2025 aft:opgoerelsesdato ?x } ; INSERT DATA { ex:opfoelgning-2025 aft:opgoerelsesdato "2026-01-01"^^xsd:date }
