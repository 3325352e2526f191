# not met: S2-18
# undecided:
# exit: 1
DELETE WHERE { id:revisionsspor\/rev-3 aft:kraeverForum ?x }
