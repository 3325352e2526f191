# not met: V2.1.7-8
# undecided: 
# exit: 1
DELETE WHERE { ex:syd-politisk aft:inddrager ?x }
