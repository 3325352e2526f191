# not met: S2-2
# undecided:
# exit: 1
DELETE WHERE { id:sundhedssamarbejdsudvalg\/for-ssu-syd aft:udarbejder id:sundhedsaftale\/agr-syd-2024-2027 }
