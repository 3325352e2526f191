# not met: S2-15 S2-18
# undecided: S2-12 S2-16
# exit: 1
DELETE WHERE { ex:tovholderfunktion aft:ansvarligFor ?x }
