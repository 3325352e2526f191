# not met: V2-2
# undecided: 
# exit: 0
DELETE WHERE { ex:nord aft:omfatterKommune ?x }
