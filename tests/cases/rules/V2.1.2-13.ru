# not met: V2.1.2-13
# undecided: 
# exit: 0
DELETE WHERE { ex:nord aft:udbreder ?x }
