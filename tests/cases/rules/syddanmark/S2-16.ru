# not met: S2-16
# undecided:
# exit: 1
INSERT DATA { ex:arbejdsgruppe aft:udfoerer id:revisionsspor\/rev-2 }
