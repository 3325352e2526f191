# not met: M5-3
# undecided: 
DELETE WHERE { ex:almen-praksis aft:opgaverBeskrivesI ?x }
