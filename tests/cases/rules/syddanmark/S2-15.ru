# not met: S2-15
# undecided:
# exit: 1
DELETE WHERE { id:rolle\/rol-tovholder aft:udfoerer id:revisionsspor\/rev-1 }
