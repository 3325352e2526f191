# not met: V6-13
# undecided: 
# exit: 0
DELETE WHERE { ex:slut aft:harDatakilde ?x }
