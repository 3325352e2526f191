# not met: S2-22
# undecided:
# exit: 1
DELETE WHERE { id:sundhedsklynge\/clu-fyn aft:harMaalsaetning ?x }
