# not met: V3.2-1
# undecided: 
# exit: 1
DELETE WHERE { ex:aftale aft:harForpligtendeMaalsaetninger ?x }
