# not met: M3-6
# undecided: 
DELETE WHERE { ex:rygestop aft:harDatakilde ?x }
