"""Words beside a date above a text: labels of the day of publication and of other days, and words that say nothing."""

import re

# Folded: letter case and accents do not matter.
PUBLISHED = """
avaldatud; created; data; data de publicacao; data di pubblicazione; data publicacio; data publicarii; data
publikacji; date; date de parution; date de publication; date posted; date published; dated; datum; datum objave;
dipublikasikan; diterbitkan; dodano; eingestellt; erscheinungsdatum; erschienen; erstellt; erstellungsdatum;
erstveroffentlicht; fecha; fecha de publicacion; first posted; first published; geplaatst; geplaatst op;
gepubliceerd; gespeichert; issue date; issued; julkaistu; kozzeteve; megjelent; mis en ligne; ngay dang; objavljen;
objavljeno; offentliggjort; online seit; opublikowano; originally published; paru; paskelbta; poste; posted; pub
date; pubblicata; pubblicato; publicada; publicado; publicat; publicatiedatum; publication date; publicerad;
publicerat; publiceret; publicets; publie; publikovane; publikovano; publisert; publish date; published; published
date; published online; publiziert; release date; released; submitted; tarih; tayang; udgivet; veroffentlicht;
veroffentlichungsdatum; verschenen; vydano; xuat ban; yayin tarihi; yayinlandi; yayinlanma; yayinlanma tarihi;
zverejnene; zverejneno; δημοσιευθηκε; δημοσιευση; ημερομηνια δημοσιευσησ; дата; дата публикации; дата публікаціі;
објавено; објављено; опубликовано; опубліковано; публикувана; публикувано; פורסם; تاريخ النشر; تاریخ انتشار; منتشر
شده; نشر; نشرت; प्रकाशित; প্রকাশ; প্রকাশিত; เผยแพร่; 入力; 公開; 公開日; 发布; 发布时间; 发表于; 掲載日; 發佈;
發布時間; 등록; 입력
"""
# Stems of words for a change, a claim of copyright or a visit.
OTHER_DAYS = re.compile(
    r"\blast\b|\bstand\b|abgerufen|accessed|actuali[sz]|aggiornat|aktuali[sz]|alterad|andrad|atualizad"
    r"|azurirano|bijgewerkt|cap.nhat|changed|consultad|consulte|copyright|correct|corrige|degistiril|diperbarui"
    r"|edited|endret|frissit|geandert|gewijzigd|guncelle|laatst|mis.a.jour|mise.a.jour|modificad|modificat"
    r"|modifie|modified|modositva|muokattu|opdateret|oppdatert|paivitetty|retrieved|revis|uberarbeitet|updat"
    r"|uppdatera|upraven|zaktualizowano|zmenen|zmien|zugriff|©|ενημερω|ажурирано|актуализир|змінен|изменен"
    r"|обновл|оновлен|עודכן|به.روز|تحديث|अद्यतन|अपडेट|আপডেট|হালনাগাদ|อัปเดต|修改|更新|最終|수정"
)
# Words between a label and its date, or behind the date: they say nothing of which day it is.
FILLERS = """
on at the from am um vom den uhr le la el les a las los o as il alle ore op om te kl klokka klo dne dnia godz god h
hrs hours hour pm est edt cst cdt mst mdt pst pdt gmt utc bst cet cest mez mesz ist jst aest eet eest msk heures
hora horas ora uur года год г г. року р ж saat tarihinde s local eastern noon midnight noche de del da das dos d
"""
# Words before the author or, behind a label, before the section.
BY = "by von vom par por di da door od av af autor author text text: от от: від"
# Length, comments and categories, which stand behind a date.
LISTED = re.compile(
    r"\b(?:min(?:ute)?s?|minuten|lesezeit|comments?|kommentare?|commentaires?|comentarios?"
    r"|kategorien?|category|tags?)\b"
)
