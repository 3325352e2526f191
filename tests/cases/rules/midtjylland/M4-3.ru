# not met: M4-3
# undecided: 
DELETE WHERE { ex:faerre-rygere aft:harIndikator ?x }
