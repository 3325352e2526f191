# not met: S5-2
# undecided:
# exit: 1
DELETE WHERE { id:forum\/for-klyngesekretariat-syd aft:udarbejder ?x }
