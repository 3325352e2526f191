# not met: V2.1.4-1
# undecided: 
# exit: 0
DELETE WHERE { ex:nord aft:vurderer ?x }
