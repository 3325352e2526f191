# not met: S2-6
# undecided:
# exit: 1
DELETE WHERE { ?x aft:inddrager ex:patientinddragelsesudvalg }
