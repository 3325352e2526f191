# not met: S4-5
# undecided:
# exit: 1
DELETE WHERE { id:forum\/for-sss-syd aft:udfoerer ?x }
