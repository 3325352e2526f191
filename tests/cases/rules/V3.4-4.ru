# not met: V3.4-4
# undecided: 
# exit: 0
DELETE WHERE { ?x aft:daekkerOmraade aft:forebyggelse }
