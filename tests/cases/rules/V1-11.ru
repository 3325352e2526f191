# not met: V1-11
# undecided: 
# exit: 0
DELETE WHERE { ?x aft:daekkerOmraade aft:somatik }
