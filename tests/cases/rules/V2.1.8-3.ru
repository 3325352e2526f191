# not met: V2.1.8-3
# undecided: 
# exit: 0
DELETE WHERE { ex:syd-forvaltning aft:deltagerI ?x }
