# not met: V3.2-2
# undecided: 
# exit: 1
DELETE WHERE { ex:psykiatri aft:harMaalsaetning ?x }
