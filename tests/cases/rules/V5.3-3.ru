# not met: V5.3-3
# undecided: 
# exit: 1
PREFIX prov: <http://www.w3.org/ns/prov#>
INSERT DATA { ex:aftale prov:wasRevisionOf ex:foerste-udgave . ex:foerste-udgave aft:versionsnummer "1" ; aft:indsendtDato "2023-10-02"^^xsd:date . ex:udvalg aft:udarbejder ex:aftale }
