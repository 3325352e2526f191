# not met: V5.3-4
# undecided: 
# exit: 0
PREFIX prov: <http://www.w3.org/ns/prov#>
INSERT DATA { ex:aftale prov:wasRevisionOf ex:foerste-udgave . ex:foerste-udgave aft:versionsnummer "0.9" ; aft:indsendtDato "2023-12-20"^^xsd:date . ex:udvalg aft:udarbejder ex:aftale }
