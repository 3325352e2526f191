# not met: M0-2 M4-5 M4-8 M5-3 M5-4 M5-5 M5-6 M5-7 M5-8 M5-9 M5-10
# undecided: M4-9
DELETE WHERE { ?x aft:harGennemfoert ?y }
