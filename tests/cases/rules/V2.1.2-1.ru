# not met: V2.1.2-1
# undecided: 
# exit: 0
DELETE WHERE { ex:nord aft:harDatakilde ?x }
