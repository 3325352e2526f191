# not met: S2-16
# undecided:
# exit: 1
INSERT DATA { id:revisionsspor\/rev-2 aft:kraeverForum id:forum\/for-arbejdsgrupper-syd }
