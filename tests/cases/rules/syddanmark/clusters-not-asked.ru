# not met: S5-6
# undecided:
# exit: 1
DELETE WHERE { ex:klyngerne aft:adspoergesOm ex:spoerg-1 }
