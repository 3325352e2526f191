# not met: S5-2
# undecided:
# exit: 1
DELETE WHERE { id:forum\/for-arbejdsgrupper-syd aft:udarbejder ?x }
