"""An answer of U-GOV's web service, written by hand in its form: one degree course, a few teaching activities."""

from __future__ import annotations

HEAD = """<!-- a note before the root, and no declaration -->
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body>
    <ns2:ProgrammazioneDidatticaResponse xmlns:ns2="http://ws.di.u-gov.cineca.it/">
      <ProgdidRoot codIstatAte="22" idSpedizione="401">
        <ns2:cds>
          <ns2:aaOffId>2024</ns2:aaOffId>
          <ns2:cdsCod>32400</ns2:cdsCod>
          <ns2:tipoCorsoCod>L</ns2:tipoCorsoCod>
          <ns2:tipoCorsoDes>Laurea</ns2:tipoCorsoDes>
          <ns2:ciclo>
            <ns2:cicloDes>Secondo Semestre</ns2:cicloDes><ns2:tipoCicloCod>S2</ns2:tipoCicloCod>
            <ns2:dataInizio>24-02-2025</ns2:dataInizio><ns2:dataFine>30-05-2025</ns2:dataFine>
          </ns2:ciclo>
          <ns2:regdid>
            <ns2:nomeCds>COMUNICAZIONE, INNOVAZIONE, MULTIMEDIALITÀ
            </ns2:nomeCds>
            <ns2:pds>
"""
FOOT = "</ns2:pds></ns2:regdid></ns2:cds></ProgdidRoot></ns2:ProgrammazioneDidatticaResponse></soap:Body></soap:Envelope>\n"
LENDER = (
    "<ns2:mutuaDa><ns2:mutuazione><ns2:dipDes>DIPARTIMENTO DI STUDI UMANISTICI</ns2:dipDes>"
    "<ns2:cdsCod>05413</ns2:cdsCod><ns2:nomeCds>LETTERE</ns2:nomeCds></ns2:mutuazione></ns2:mutuaDa>"
)
TEACHER = (
    "<ns2:cognomeRespDid>ROSSI</ns2:cognomeRespDid><ns2:codFisRespDid>RSSMRA80A01F205X</ns2:codFisRespDid>"
    "<ns2:coperture><ns2:copertura><ns2:cognome>BIANCHI</ns2:cognome><ns2:nome>ANNA</ns2:nome></ns2:copertura></ns2:coperture>"
    "<ns2:testi><ns2:testo><ns2:contenuto>Chiedere alla prof. VERDI</ns2:contenuto></ns2:testo></ns2:testi>"
)


def activity(code: str, title: str, more: str = "", **changed: str) -> str:
    """One teaching activity."""
    own = {
        "afId": "410884", "afGenCod": code, "afGenDes": title, "afGenDesEng": f"{title} IN ENGLISH", "tipoCompAfCod": "N",
        "settCod": "ING-INF/05", "peso": "6.0", "umPesoCod": "C", "oreFrontAf": "40.0", "nonErogabileFlg": "false",
        "tipoCicloCod": "S2",
    } | changed  # fmt: skip
    fields = "\n".join(f"<ns2:{name}>{value}</ns2:{name}>" for name, value in own.items())
    languages = "<ns2:linDid><ns2:linDidAf><ns2:linDidCod>ita</ns2:linDidCod></ns2:linDidAf></ns2:linDid>"
    return f"<ns2:af>\n{fields}\n{languages}{more}\n</ns2:af>\n"


def answer(*activities: str) -> str:
    """The whole answer."""
    return HEAD + "".join(activities) + FOOT
