"""Names of months and weekdays, folded. `write_cldr_names` makes this from CLDR 47 (Unicode License V3).

A name that means another month in another language has its languages after the sign @. Languages: af am an ar as az
ba be bg bn br bs ca cs cy da de dz el en eo es et eu fa fi fo fr fy ga gd gl gu ha he hi hr ht hu hy id ig is it ja
jv ka kk km kn ko ku ky la lb lg ln lo lt lv mg mk ml mn mr ms mt my ne nl nn no oc om or pa pl ps pt qu ro ru rw sa
se si sk sl sn so sq sr sv sw ta te tg th tk tl tr tt ug uk ur uz vo wa xh yo zh zu.
"""

MONTHS = (
    """
am faoilleach; ama; amajjii; chi; chinero; dhen fhaoilleach; ean; eanair; ene; enero; faoi; gen; gener; genier;
gennaio; genver; ger; ian; ianuarie; ianuarii; ianuarius; ion; ionawr; jaan; jaanuar; jaenner; jan; janaayo;
janairu; janar; janeiro; jannaayo; jannar; janner; jannewaris; janoary; januar; januara; januari; januarie; januaro;
january; januwari; janv; janvaris; janvier; janwaliyo; janyuwari; jen; jenuwari; led; leden; ledna; m sausio; mh
dhen fhaoilleach; mh faoi; mut; mutarama; ndi; ndira; oca; ocak; oshu shɛrɛ; osu sere; ođđajagemannu; ođđj; rbn;
rbna; rebendan; rebendana; sanza ya yambo; saus; sausio; sausis; sij; sijecanj; sijecnja; sty; styczen; stycznia; ta
jannar; tammi; tammikuu; tammikuuta; urt; urtarrila; urtarrilaren; xan; xaneiro; yan; yanul; yanula; yanvar; yanwar;
ιαν; ιανουαριοσ; ιανουαριου; гыин; гыинвар; нэгдүгээр сар; оны нэгдүгээр сарын; сту; студзень; студзеня; січ;
січень; січня; янв; январ; январь; января; яну; януари; јан; јанвар; јануар; јануари; қаң; қаңтар; հնվ; հունվար;
հունվարի; בינואר; בינו׳; ינואר; ינו׳; جانفي; جانواري; جنو; جنوري; جنوری; جَن; جَنَيْرُ; قاڭتار; كانون الثاني; نچی
جنوری; يانۋار; يناير; ژانویه; ژانویهٔ; जनवरी; जनवरी:; जनवरीमासः; जन॰; जाने; जानेवारी; জানু; জানুয়ারী; জানুৱাৰী; ਜਨ;
ਜਨਵਰੀ; જાન્યુ; જાન્યુઆરી; ଜାନୁଆରୀ; ஜன; ஜனவரி; జన; జనవరి; ಜನ; ಜನವರಿ; ജനു; ജനുവരി; ජන; ජනවාරි; ม ค; มกราคม; มกราคม ค
ศ; ມ ກ; ມັງກອນ; ཟླ་དངཔ་; ཟླ་དངཔ་ ཚེས་; སྤྱི་ཟླ་དངཔ་; ဇန်; ဇန်နဝါရီ; იან; იანვარი; ጃን; ጃንዋሪ; មករា; ᠋ᠣᠨ ᠤᠨᠢᠭᠡᠳᠥᠭᠡᠷ
ᠰᠠᠷ᠎ᠠ᠎᠎ ᠤᠩ; ᠣᠨ ᠎᠎᠎ᠤ ᠨᠢᠭᠡᠳᠥᠭᠡᠷ ᠰᠠᠷ᠎ᠠ᠎᠎ᠢᠢᠨ; ᠨᠢᠭᠡᠳᠥᠭᠡᠷ ᠰᠠᠷ᠎ᠠ; 一月
    """,
    """
an gearran; c hwe; c hwevrer; chw; chwef; chwefror; dhen ghearran; fab; faburairu; fbl; feabh; feabhra; feb;
febbraio; feber; febr; febraayo; febreiro; febrer; febrero; febrewaris; febrier; febroary; februar; februara;
februari; februarie; februarii; februaris; februarius; februaro; february; februwari; febul; febula; febwaliyo; fev;
fevereiro; fevr; fevral; fevrier; few; fewral; fra; frar; gas; gashyantare; gearr; guov; guovvamannu; gur;
guraandhala; helmi; helmikuu; helmikuuta; her; hereuer; kuk; kukadzi; lut; lutego; luty; m vasario; mh dhen
ghearran; mh gearr; oshu erele; osu erele; ots; otsaila; otsailaren; peb; pebrero; sanza ya mibale; sbt; sbta; shk;
shkurt; sibat; sibata; sub; subat; ta frar; uno; unor; unora; vas; vasario; vasaris; veebr; veebruar; velj; veljaca;
veljace; φεβ; φεβρουαριοσ; φεβρουαριου; ақп; ақпан; лют; лютага; лютии; лютого; люты; оны хоердугаар сарын; феб;
фебруар; фев; февр; феврал; февраль; февраля; февруари; хоердугаар сар; փետրվար; փետրվարի; փտվ; בפברואר; בפבר׳;
פברואר; פבר׳; اقپان; شباط; فبر; فبراير; فبروري; فبروری; فروری; فوریه; فوریهٔ; فيبواري; فيفري; فېبروري; فېۋرال; نچی
فبروری; ڢَب; ڢَبْرَيْرُ; फरवरी:; फरवरीमासः; फ़रवरी; फ़र॰; फेब्रु; फेब्रुअरी; फेब्रुवारी; ফেব; ফেব্রুয়ারী; ফেব্ৰু;
ফেব্ৰুৱাৰী; ਫ਼ਰ; ਫ਼ਰਵਰੀ; ફેબ્રુ; ફેબ્રુઆરી; ଫେବୃଆରୀ; பிப்; பிப்ரவரி; ఫిబ్ర; ఫిబ్రవరి; ಫೆಬ್ರ; ಫೆಬ್ರವರಿ; ഫെബ്രു;
ഫെബ്രുവരി; පෙබ; පෙබරවාරි; ก พ; กุมภาพันธ์; กุมภาพันธ์ ค ศ; ກ ພ; ກຸມພາ; ཟླ་གཉིས་པ་; ཟླ་གཉིས་པ་ ཚེས་; སྤྱི་ཟླ་གཉིས་པ་;
ဖေ; ဖေဖော်ဝါရီ; თებ; თებერვალი; ፌብ; ፌብሩዋሪ; កុម្ភៈ; ᠋ᠣᠨ ᠤᠬᠣᠶᠠᠳᠣᠭᠠᠷ ᠰᠠᠷ ᠠ᠎᠎ ᠤᠩ; ᠣᠨ ᠎᠎᠎ᠤ ᠬᠣᠶᠠᠳᠣᠭᠠᠷ ᠰᠠᠷ ᠠ᠎᠎ᠢᠢᠨ;
ᠬᠣᠶᠠᠳᠣᠭᠠᠷ ᠰᠠᠷ ᠠ; 二月
    """,
    """
adar; adara; adr; adra; am mart; bitootessa; bre; brezen; brezna; dhen mhart; kov; kovas; kovo; kur; kurume; m kovo;
maa @ig; maachi; maalis; maaliskuu; maaliskuuta; maarso; maart; mac; machi; mae @lb; maerz; mar; marc; marca; march;
marcius; marco; marec; maret; maris; marisi; mars; marso; mart; marta; martie; martii; martius; marto; marts;
martsa; martxoa; martxoaren; marz; marzec; marzo; marzu; mas; mashi; mat @xh; matshi; maw; mawrth; maz; mazul;
mazula; meur; meurzh; mh dhen mhart; mh mart; mrt; mrz; msi; njuk; njukcamannu; oshu ɛrɛna; osu erena; ozu; ozujak;
ozujka; sanza ya misato; ta marzu; wer; werurwe; μαρ; μαρτιοσ; μαρτιου; бер; березень; березня; гуравдугаар сар;
мар; март; марта; нау; наурыз; оны гуравдугаар сарын; сак; сакавік; сакавіка; մարտ; մարտի; մրտ; במרץ; מרץ; آذار;
مار; مارت; مارس; مارچ; مَر; مَرِسْ; مچ; ناۋرىز; نچی مارچ; मार्च; मार्च:; मार्चमासः; মার্চ; মাৰ্চ; ਮਾਰਚ; માર્ચ;
ମାର୍ଚ୍ଚ; மார்; மார்ச்; మార్చి; ಮಾರ್ಚ್; മാർ; മാർച്ച്; මාර්; මාර්තු; มี ค; มีนาคม; มีนาคม ค ศ; ມ ນ; ມີນາ; ཟླ་གསུམ་པ་;
ཟླ་གསུམ་པ་ ཚེས་; སྤྱི་ཟླ་གསུམ་པ་; မတ်; მარ; მარტი; ማርች; មីនា; ᠋ᠣᠨ ᠤᠭᠣᠷᠪᠡᠳᠣᠭᠠᠷ ᠰᠠᠷ ᠠ᠎᠎ ᠤᠩ; ᠣᠨ ᠎᠎᠎ᠤ ᠭᠣᠷᠪᠡᠳᠣᠭᠠᠷ ᠰᠠᠷ
ᠠ᠎᠎ᠢᠢᠨ; ᠭᠣᠷᠪᠡᠳᠣᠭᠠᠷ ᠰᠠᠷ ᠠ; 三月
    """,
    """
abr; abrell; abriil; abril; abriu; afi; afirilu; aib; aibrean; an giblean; api; apirila; apirilaren; apl; apr;
aprel; april; aprila; aprile; aprili; aprilie; aprilis; aprill; aprilo; aprily; apu; apuli; avr; avril; bal;
balandis; balandzio; cuo; cuoŋ; cuoŋomannu; dhen ghiblean; dub; duben; dubna; ebr; ebrel; ebrill; eebila; elb; eph;
ephreli; epr; epreel; epreli; gibl; huhti; huhtikuu; huhtikuuta; kub; kubvumbi; kwi; kwiecien; kwietnia; m
balandzio; mat @rw; mata; mh dhen ghiblean; mh gibl; nis; nisan; nisana; nsn; nsna; oshu igbe; osu igbe; pri; prill;
prilul; prilula; prl; sanza ya minei; ta april; tra; travanj; travnja; απρ; απριλιοσ; απριλιου; апр; апрел; апрель;
апреля; април; дөрөвдүгээр сар; квіт; квітень; квітня; кра; красавік; красавіка; оны дөрөвдүгээр сарын; сәу; сәуір;
ապր; ապրիլ; ապրիլի; אפריל; אפר׳; באפריל; באפר׳; ءساۋىر; آوریل; أبريل; أفريل; أَڢْر; أَڢْرِلُ; إبريل; ئاپرېل; اپر;
اپریل; اڤريل; نيسان; نچی اپریل; अप्रिल; अप्रैल; अप्रैल:; अप्रैलमासः; एप्रि; एप्रिल; এপ্রি; এপ্রিল; এপ্ৰিল; ਅਪ੍ਰੈ;
ਅਪ੍ਰੈਲ; એપ્રિલ; ଅପ୍ରେଲ; ஏப்; ஏப்ரல்; ఏప్రి; ఏప్రిల్; ಏಪ್ರಿ; ಏಪ್ರಿಲ್; ഏപ്രി; ഏപ്രിൽ; අප්‍රේල්; เม ย; เมษายน; เมษายน ค
ศ; ມ ສ; ເມສາ; ཟླ་བཞི་པ་; ཟླ་བཞི་པ་ ཚེས་; སྤྱི་ཟླ་བཞི་པ; ဧ; ဧပြီ; აპრ; აპრილი; ኤፕሪ; ኤፕሪል; មេសា; ᠋ᠣᠨ ᠤᠳᠥᠷᠪᠡᠳᠥᠭᠡᠷ
ᠰᠠᠷ᠎ᠠ᠎᠎ ᠤᠩ; ᠣᠨ ᠎᠎᠎ᠤ ᠳᠥᠷᠪᠡᠳᠥᠭᠡᠷ ᠰᠠᠷ᠎ᠠ᠎᠎ᠢᠢᠨ; ᠳᠥᠷᠪᠡᠳᠥᠭᠡᠷ ᠰᠠᠷ᠎ᠠ; 四月
    """,
    """
an ceitean; beal; bealtaine; caamsaa; cam; ceit; chivabvu; chv; dhen cheitean; geg; geguze; geguzes; gic; gicurasi;
gln; glna; gulan; gulana; kve; kveten; kvetna; m geguzes; maa @lg; maaie; maayi; maayo; mae @br; mag; maggio; mai;
maiatza; maiatzaren; maig; maii; maijs; maio; maius; maj; maja; majo; majus; may; mayis; mayo; mayu; mayul; mayula;
mee; mei; mej; mejju; mey; meyi; mh ceit; mh dhen cheitean; mies; miessemannu; oshu ɛbibi; osu ebibi; sanza ya
mitano; svi; svibanj; svibnja; ta mejju; touko; toukokuu; toukokuuta; μαι; μαιοσ; μαιου; маи; мам; мамыр; мая; мај;
оны тавдугаар сарын; тавдугаар сар; тра; трав; травень; травня; трауня; մայիս; մայիսի; մյս; במאי; מאי; أيار; مئ;
مئی; مامىر; ماي; مايو; مه; مهٔ; مي; مَي; مَيُ; می; مۍ; نچی می; मई; मईमासः; मे; মে; ਮਈ; મે; ମଇ; மே; మే; ಮೇ; മേയ്;
මැයි; พ ค; พฤษภาคม; พฤษภาคม ค ศ; ພ ພ; ພຶດສະພາ; ཟླ་ལྔ་པ་; ཟླ་ལྔ་པ་ ཚེས་; སྤྱི་ཟླ་ལྔ་པ་; မေ; მაი; მაისი; ሜይ; ឧសភា; ᠋ᠣᠨ
ᠤᠲᠠᠪᠣᠳᠣᠭᠠᠷ ᠰᠠᠷ ᠠ᠎᠎ ᠤᠩ; ᠣᠨ ᠎᠎᠎ᠤ ᠲᠠᠪᠣᠳᠣᠭᠠᠷ ᠰᠠᠷ ᠠ᠎᠎ᠢᠢᠨ; ᠲᠠᠪᠣᠳᠣᠭᠠᠷ ᠰᠠᠷ ᠠ; 五月
    """,
    """
an t ogmhios; birz; birzelio; birzelis; cerven; cervna; chikumi; chk; chn; chunyo; cvn; cze; czerwca; czerwiec; dhen
ogmhios; eka; ekaina; ekainaren; geas; geassemannu; giu; giugno; gun @mt; gunju; haz; haziran; heziran; hezirana;
hun; hunyo; hzr; hzra; iun; iunie; iunii; iunius; iyn; iyun; jon; jona; jui; juin; jun; juna; june; junh; junho;
juni; junie; junij; junijs; junio; junius; juny; juu; juun; juuni; kam; kamena; kesa; kesakuu; kesakuuta; lip @hr;
lipanj; lipnja; m birzelio; meh; mehefin; meith; meitheamh; mezh; mezheven; mh dhen ogmhios; mh ogmh; ogmh; oshu
okudu; osu okudu; qer; qershor; sanza ya motoba; ta gunju; wax; waxabajjii; xuno; yun; yuni; yunul; yunula; ιουν;
ιουνιοσ; ιουνιου; зургаадугаар сар; июн; июнь; июня; ијн; ијун; мау; маусым; оны зургаадугаар сарын; черв; червень;
червня; чэр; чэрвень; чэрвеня; юни; јун; јуни; հնս; հունիս; հունիսի; ביוני; יוני; ئىيۇن; جوان; جون; حزيران; ماۋسىم;
نچی جون; يونيو; يُون; يُونِ; ژوئن; जुन; जून; जून:; जूनमासः; জুন; ਜੂਨ; જૂન; ଜୁନ; ஜூன்; జూన్; ಜೂನ್; ജൂൺ; ජූනි; มิ ย;
มิถุนายน; มิถุนายน ค ศ; ມິ ຖ; ມິຖຸນາ; ཟླ་དྲུག་པ; ཟླ་དྲུག་པ ཚེས་; སྤྱི་ཟླ་དྲུག་པ; ဇွန်; ივნ; ივნისი; ጁን; មិថុនា; ᠋ᠣᠨ
ᠤᠵᠢᠷᠭᠣᠭᠠᠳᠣᠭᠠᠷ ᠰᠠᠷ᠎ᠠ᠎᠎ ᠤᠩ; ᠣᠨ ᠎᠎᠎ᠤ ᠵᠢᠷᠭᠣᠭᠠᠳᠣᠭᠠᠷ ᠰᠠᠷ᠎ᠠ᠎᠎ᠢᠢᠨ; ᠵᠢᠷᠭᠣᠭᠠᠳᠣᠭᠠᠷ ᠰᠠᠷ᠎ᠠ; 六月
    """,
    """
ado; adoolessa; an t iuchar; cervence; cervenec; chg; chikunguru; chl; chuliol; cvc; dhen iuchar; gor; gorff;
gorffennaf; goue; gouere; heina; heinakuu; heinakuuta; hul; hulyo; iuch; iuil; iul; iulie; iulii; iulius; iyl; iyul;
jol; jolay; juil; juill; juillet; jul; jula; julaayi; julai; julayi; julhet; julho; juli; julie; julij; julijs;
julio; juliol; julius; july; jur; juriol; juuli; korr; korrik; liep; liepa; liepos; lip @pl; lipca; lipiec; lug;
luglio; lul; lulju; luulyo; m liepos; mh dhen iuchar; mh iuch; nya @rw; nyakanga; oshu agɛmɔ; osu agemo; sanza ya
nsambo; srp @hr; srpanj; srpnja; suoi; suoidnemannu; ta lulju; tem; temmuz; tirmeh; tirmeha; trm; trma; uzt;
uztaila; uztailaren; xul; xullo; yul; yuli; yulul; yulula; ιουλ; ιουλιοσ; ιουλιου; долоодугаар сар; июл; июль; июля;
ијл; ијул; лип; липень; липня; ліп; ліпень; ліпеня; оны долоодугаар сарын; шіл; шілде; юли; јул; јули; հլս; հուլիս;
հուլիսի; ביולי; יולי; ئىيۇل; تموز; جول; جولائی; جولاي; جولای; جويلية; شىلدە; نچی جولای; يوليو; يوليوز; يُول; يُولِ;
ژوئیه; ژوئیهٔ; जुलाई; जुलाई:; जुलाईमासः; जुलै; जुल॰; জুল; জুলাই; ਜੁਲਾ; ਜੁਲਾਈ; જુલાઈ; ଜୁଲାଇ; ஜூலை; జులై; ಜುಲೈ; ജൂലൈ;
ජූලි; ก ค; กรกฎาคม; กรกฎาคม ค ศ; ກ ລ; ກໍລະກົດ; ཟླ་བདུན་པ་; ཟླ་བདུན་པ་ ཚེས་; སྤྱི་ཟླ་བདུན་པ་; ဇူ; ဇူလိုင်; ივლ;
ივლისი; ጁላይ; កក្កដា; ᠋ᠣᠨ ᠤᠲᠣᠯᠣᠭᠠᠳᠣᠭᠠᠷ ᠰᠠᠷ᠎ᠠ᠎᠎ ᠤᠩ; ᠣᠨ ᠎᠎᠎ᠤ ᠲᠣᠯᠣᠭᠠᠳᠣᠭᠠᠷ ᠰᠠᠷ᠎ᠠ᠎᠎ᠢᠢᠨ; ᠲᠣᠯᠣᠭᠠᠳᠣᠭᠠᠷ ᠰᠠᠷ᠎ᠠ; 七月
    """,
    """
abu; abuztua; abuztuaren; ag; aga; agasti; ago; agost; agosti; agosto; agt; agu; agusito; agust; agusta; agustos;
agustus; an lunastal; aog; aogositra; aout; aug; august; augusta; augusti; augusto; augusts; augustus; augusztus;
avg; avgust; avq; avqust; awg; awgust; awst; aww; awwissu; borg; borgemannu; dhen lunastal; elo; elokuu; elokuuta;
eost; gst; gush; gusht; gustul; gustula; hag; hagayya; kan; kanama; kol; kolovoz; kolovoza; lun; luna; lunasa; m
rugpjucio; mh dhen lunastal; mh luna; nya @sn; nyamavhuvhu; ogo; ogoost; ogos; ogosto; ogs; oshu ogun; osu ogun;
rugp; rugpjucio; rugpjutis; sanza ya mwambe; sie; sierpien; sierpnia; srp @cs; srpen; srpna; ta awwissu; tbx; tbxa;
tebax; tebaxa; αυγ; αυγουστοσ; αυγουστου; авг; август; августа; ауг; аугуст; жні; жнівень; жніуня; наимдугаар сар;
оны наимдугаар сарын; серп; серпень; серпня; там; тамыз; օգոստոս; օգոստոսի; օգս; אוגוסט; אוג׳; באוגוסט; באוג׳; آب;
أغسطس; أغشت; أوت; أَغُ; أَغُسْتَ; ئاۋغۇست; اوت; اګست; اگس; اگست; تامىز; غشت; نچی اگست; ݢوس; अगस्ट; अगस्त; अगस्त:;
अगस्तमासः; अग॰; ऑग; ऑगस्ट; আগ; আগষ্ট; আগস্ট; ਅਗ; ਅਗਸਤ; ઑગસ્ટ; ଅଗଷ୍ଟ; ஆக; ஆகஸ்ட்; ఆగ; ఆగస్టు; ಆಗ; ಆಗಸ್ಟ್; ഓഗ;
ഓഗസ്റ്റ്; අගෝ; අගෝස්තු; ส ค; สิงหาคม; สิงหาคม ค ศ; ສ ຫ; ສິງຫາ; ཟླ་བརྒྱད་པ་; ཟླ་བརྒྱད་པ་ ཚེས་; སྤྱི་ཟླ་བརྒྱད་པ་; ဩ;
ဩဂုတ်; აგვ; აგვისტო; ኦገስ; ኦገስት; សីហា; ᠋ᠣᠨ ᠤᠨᠠᠢᠮᠠᠳᠥᠭᠠᠷ ᠰᠠᠷ᠎ᠠ᠎᠎ ᠤᠩ; ᠣᠨ ᠎᠎᠎ᠤ ᠨᠠᠢᠮᠠᠳᠥᠭᠠᠷ ᠰᠠᠷ᠎ᠠ᠎᠎ᠢᠢᠨ; ᠨᠠᠢᠮᠠᠳᠥᠭᠠᠷ ᠰᠠᠷ᠎ᠠ;
八月
    """,
    """
an t sultain; cakc; cakcamannu; dhen t sultain; eyl; eylul; ful; fulbaana; gun @sn; gunyana; gwen; gwengolo; iln;
ilna; ilon; ilona; ira; iraila; irailaren; m rugsejo; mean fomhair; medi; mfomh; mh dhen t sultain; mh sult; nze;
nzeri; oshu owewe; osu owewe; rugs; rugsejis; rugsejo; ruj; rujan; rujna; sanza ya libwa; sat; satumba; seb;
sebteembar; sebtembar; sebuttemba; sen; sentabr; sentyabr; sep; sept; septambra; septemba; septembar; september;
septembra; septembre; septembrie; septembris; septembro; septhemba; septiembre; septimber; set; setembre; setembro;
seteme; setiembre; settembre; settembru; setul; setula; setyembre; sht; shtator; stb; sult; syys; syyskuu;
syyskuuta; szept; szeptember; ta settembru; wrz; wrzesien; wrzesnia; zar; zari; σεπ; σεπτεμβριοσ; σεπτεμβριου; вер;
верасень; верасня; верасьня; вересень; вересня; есдүгээр сар; оны есдүгээр сарын; сен; сент; сентябр; сентябрь;
сентября; сентјабр; сеп; септ; септембар; септември; қыр; қыркүиек; սեպ; սեպտեմբեր; սեպտեմբերի; בספטמבר; בספט׳;
ספטמבר; ספט׳; أيلول; سبتمبر; ستمبر; سيڤتيمبر; سَت; سَتُمْبَ; سپت; سپتامبر; سپتمبر; سېنتەبىر; سېپتمبر; شتمبر; شتنبر;
قىركۇيەك; نچی سپتمبر; सप्टें; सप्टेंबर; सितंबर; सितंबर:; सितंबरमासः; सित॰; सेप्टेम्बर; ছেপ্তে; ছেপ্তেম্বৰ; সেপ;
সেপ্টেঃ; সেপ্টেম্বর; ਸਤੰ; ਸਤੰਬਰ; સપ્ટે; સપ્ટેમ્બર; ସେପ୍ଟେମ୍ବର; செப்; செப்டம்பர்; సెప్టెం; సెప్టెంబర్; ಸೆಪ್ಟೆಂ;
ಸೆಪ್ಟೆಂಬರ್; സെപ്റ്റം; സെപ്റ്റംബർ; සැප්; සැප්තැම්බර්; ก ย; กันยายน; กันยายน ค ศ; ກ ຍ; ກັນຍາ; ཟླ་དགུ་པ་; ཟླ་དགུ་པ་
ཚེས་; སྤྱི་ཟླ་དགུ་པ་; စက်; စက်တင်ဘာ; სექ; სექტემბერი; ሴፕቴ; ሴፕቴምበር; កញ្ញា; ᠋ᠣᠨ ᠤᠶᠢᠰᠥᠳᠥᠭᠡᠷ ᠰᠠᠷ᠎ᠠ᠎᠎ ᠤᠩ; ᠣᠨ ᠎᠎᠎ᠤ
ᠶᠢᠰᠥᠳᠥᠭᠡᠷ ᠰᠠᠷ᠎ᠠ᠎᠎ᠢᠢᠨ; ᠶᠢᠰᠥᠳᠥᠭᠡᠷ ᠰᠠᠷ᠎ᠠ; 九月
    """,
    """
an damhair; cot; cota; cotmeh; cotmeha; damh; deireadh fomhair; dfomh; dhen damhair; eki; ekim; golg; golggotmannu;
gum; gumiguru; here; hyd; hydref; lis @hr; listopad @hr; listopada @hr; loka; lokakuu; lokakuuta; m spalio; mh damh;
mh dhen damhair; oct; october; octobre; octobris; octombrie; octubre; oki; okitobba; okt; oktabr; okthoba; okthobha;
oktoba; oktobar; oktober; oktobra; oktobris; oktobro; oktoobar; oktoober; oktubre; oktyabr; onk; onkoloolessa; oshu
ɔwara; osu owara; ott; ottobre; ottubru; out; outubro; paz; pazdziernik; pazdziernika; rij; rijen; rijna; sanza ya
zomi; spal; spalio; spalis; ta ottubru; tet; tetor; tob; tobul; tobula; ton; ukw; ukwakira; urr; urria; urriaren;
ɔtb; οκτ; οκτωβριοσ; οκτωβριου; аравдугаар сар; жовт; жовтень; жовтня; кас; кастрычнік; кастрычніка; окт; октобар;
октомври; октябр; октябрь; октября; октјабр; оны аравдугаар сарын; қаз; қазан; հոկ; հոկտեմբեր; հոկտեմբերի; אוקטובר;
אוק׳; באוקטובר; באוק׳; أكتوبر; أُكْت; أُكْتوُبَ; ئۆكتەبىر; اوکتوبر; اکت; اکتبر; اکتوبر; تشرين الأول; قازان; نچی
اکتوبر; अक्टूबर; अक्टू॰; अक्टोबर; अक्तूबर:; अक्तूबरमासः; ऑक्टो; ऑक्टोबर; অক্টো; অক্টোঃ; অক্টোবর; অক্টোবৰ; ਅਕਤੂ;
ਅਕਤੂਬਰ; ઑક્ટો; ઑક્ટોબર; ଅକ୍ଟୋବର; அக்; அக்டோபர்; అక్టో; అక్టోబర్; ಅಕ್ಟೋ; ಅಕ್ಟೋಬರ್; ഒക്ടോ; ഒക്‌ടോബർ; ඔක්; ඔක්තෝබර්; ต
ค; ตุลาคม; ตุลาคม ค ศ; ຕ ລ; ຕຸລາ; ཟླ་བཅུ་པ་; ཟླ་བཅུ་པ་ ཚེས་; སྤྱི་ཟླ་བཅུ་པ་; အောက်; အောက်တိုဘာ; ოქტ; ოქტომბერი; ኦክቶ;
ኦክቶበር; តុលា; ᠋ᠣᠨ ᠤᠠᠷᠪᠠᠳᠣᠭᠠᠷ ᠰᠠᠷ᠎ᠠ᠎᠎ ᠤᠩ; ᠠᠷᠪᠠᠳᠣᠭᠠᠷ ᠰᠠᠷ᠎ᠠ; ᠣᠨ ᠎᠎᠎ᠤ ᠠᠷᠪᠠᠳᠣᠭᠠᠷ ᠰᠠᠷ᠎ᠠ᠎᠎ᠢᠢᠨ; 十月
    """,
    """
an t samhain; aza; azaroa; azaroaren; dhen t samhain; du; kas; kasim; lapkr; lapkricio; lapkritis; lis @cs pl;
listopad @cs pl; listopada @pl; listopadu; m lapkricio; marras; marraskuu; marraskuuta; mbu; mbudzi; mh dhen t
samhain; mh samh; mijdar; mijdara; mjd; mjda; nen; nentor; nob; nobyembre; nof; noiembrie; noofeembar; nov;
novambra; novemba; novembar; november; novembra; novembre; novembris; novembro; novembru; noveme; noviembre;
novimber; novul; novula; noy; noyabr; nuw; nuwamba; nvb; oshu belu; osu belu; sadaasa; samh; samhain; sanza ya zomi
na mɔkɔ; skab; skabmamannu; stu; studeni; studenoga; ta novembru; tach; tachwedd; ugu; ugushyingo; νοε; νοεμβριοσ;
νοεμβριου; арван нэгдүгээр сар; лист; листопад; листопада; ліс; лістапад; лістапада; нов; новембар; ное; ноември;
ноя; нояб; ноябр; ноябрь; ноября; ној; нојабр; оны арван нэгдүгээр сарын; қар; қараша; նոյ; նոյեմբեր; նոյեմբերի;
בנובמבר; בנוב׳; נובמבר; נוב׳; تشرين الثاني; قاراشا; نوامبر; نوفمبر; نوم; نومبر; نونبر; نويابىر; نوۏيمبر; نُو;
نُوَمْبَ; نچی نومبر; नवंबर; नवंबर:; नवंबरमासः; नव॰; नोभेम्बर; नोव्हें; नोव्हेंबर; নভে; নভেঃ; নভেম্বর; নৱে; নৱেম্বৰ;
ਨਵੰ; ਨਵੰਬਰ; નવે; નવેમ્બર; ନଭେମ୍ବର; நவ; நவம்பர்; నవం; నవంబర్; ನವೆಂ; ನವೆಂಬರ್; നവം; നവംബർ; නොවැ; නොවැම්බර්; พ ย;
พฤศจิกายน; พฤศจิกายน ค ศ; ພ ຈ; ພະຈິກ; ཟླ་བཅུ་གཅིག་པ་; ཟླ་བཅུ་གཅིག་པ་ ཚེས་; སྤྱི་ཟླ་བཅུ་གཅིག་པ་; နို; နိုဝင်ဘာ; ნოე;
ნოემბერი; ኖቬም; ኖቬምበር; វិច្ឆិកា; ᠋ᠣᠨ ᠤᠠᠷᠪᠠᠨ ᠨᠢᠭᠡᠳᠥᠭᠡᠷ ᠰᠠᠷ᠎ᠠ᠎᠎ ᠤᠩ; ᠠᠷᠪᠠᠨ ᠨᠢᠭᠡᠳᠥᠭᠡᠷ ᠰᠠᠷ᠎ᠠ; ᠣᠨ ᠎᠎᠎ᠤ ᠠᠷᠪᠠᠨ ᠨᠢᠭᠡᠳᠥᠭᠡᠷ
ᠰᠠᠷ᠎ᠠ᠎᠎ᠢᠢᠨ; 十一月
    """,
    """
abe; abendua; abenduaren; an dubhlachd; ara; aralik; avi; aviento; berfanbar; berfanbara; brf; brfa; dec; decembar;
december; decembra; decembre; decembrie; decembris; decembro; dek; dekabr; dekul; dekula; des; desambra; desemba;
desember; desembre; deseme; desimber; dets; detsember; dez; dezember; dezembro; dhen dubhlachd; dhj; dhjetor; dic;
dicembre; dicembru; diciembre; dis; disamba; diseembar; disemba; disember; disyembre; dsb; dubh; gru; grudnia;
grudzien; gruod; gruodis; gruodzio; joulu; joulukuu; joulukuuta; juov; juovlamannu; kerzu; kzu; m gruodzio; mh dhen
dubhlachd; mh dubh; mud; mudde; noll; nollaig; oshu ɔpɛ; osu ope; pro; prosinac; prosinca; prosince; prosinec; rhag;
rhagfyr; sanza ya zomi na mibale; ta dicembru; uku; ukuboza; zvi; zvita; δεκ; δεκεμβριοσ; δεκεμβριου; арван
хоердугаар сар; груд; грудень; грудня; дек; декабр; декабрь; декабря; декември; дец; децембар; жел; желтоқсан; оны
арван хоердугаар сарын; сне; снежань; снежня; сьн; сьнежань; сьнежня; դեկ; դեկտեմբեր; դեկտեմբերի; בדצמבר; בדצמ׳;
דצמבר; דצמ׳; جەلتوقسان; دجمبر; دجنبر; دسامبر; دسم; دسمبر; ديسمبر; ديسيمبر; دِس; دِسَمْبَ; دېكابىر; كانون الأول; نچی
دسمبر; डिसें; डिसेंबर; डिसेम्बर; दिसंबर; दिसंबर:; दिसंबरमासः; दिस॰; ডিচে; ডিচেম্বৰ; ডিসে; ডিসেঃ; ডিসেম্বর; ਦਸੰ;
ਦਸੰਬਰ; ડિસે; ડિસેમ્બર; ଡିସେମ୍ବର; டிச; டிசம்பர்; డిసెం; డిసెంబర్; ಡಿಸೆಂ; ಡಿಸೆಂಬರ್; ഡിസം; ഡിസംബർ; දෙසැ; දෙසැම්බර්; ธ
ค; ธันวาคม; ธันวาคม ค ศ; ທ ວ; ທັນວາ; ཟླ་བཅུ་གཉིས་པ་; ཟླ་བཅུ་གཉིས་པ་ ཚེས་; སྤྱི་ཟླ་བཅུ་གཉིས་པ་; ဒီ; ဒီဇင်ဘာ; დეკ;
დეკემბერი; ዲሴም; ዲሴምበር; ធ្នូ; ᠋ᠣᠨ ᠤᠠᠷᠪᠠᠨ ᠬᠣᠶᠠᠳᠣᠭᠠᠷ ᠰᠠᠷ᠎ᠠ᠎᠎ ᠤᠩ; ᠠᠷᠪᠠᠨ ᠬᠣᠶᠠᠳᠣᠭᠠᠷ ᠰᠠᠷ᠎ᠠ; ᠣᠨ ᠎᠎᠎ᠤ ᠠᠷᠪᠠᠨ ᠬᠣᠶᠠᠳᠣᠭᠠᠷ
ᠰᠠᠷ᠎ᠠ᠎᠎ᠢᠢᠨ; 十二月
    """,
)
WEEKDAYS = """
abameta abamɛta ahad ahd aiku aje al alah alahady alak alakamisy alar alarobia alats alatsinainy alh alhamis
alhamisi an ann anna antradienis aoine ar arbaco arbc asa asab asabar asabotsy asteartea asteazkena astelehena axad
axd axsami az b ba balaza bay bazar be bear bearjadat bil bin biy biyernes budh budhwaar c car carsamba carsem
carsenbe caw cawe cead ceadaoin cet cetrtek ceturtd ceturtdiena cetvrtak china chipiri chishanu chitatu chor
chorshanba chp chs cht chu chueves cmt cn cs csm csutortok ct ctvrtek cum cuma cumartesi cumə cyu cyumweru czw
czwartek cərsənbə dc dear deardaoin deluns den denschdeg dg dia diardaoin diciadain did didomhnaich die diel
dienstag dies dih dihaoine dij dijaus dijous dil dilbata dilluns diluain diluns dim dimairt dimanche dimanco dimars
dimarts dimecres dimenge dimercles dinsdag disathairne disdat dissabte diu diuendres diumenge divendres dj dl dma
dme do dodel dom domenica domh domhnaigh dominche domingo dominica don donderdag donnerstag donneschdeg ds dsm dt
dum duminica duor duorasdat duorastat dus dusem dusenbe dush dushanba dv dydd enj enjte erb erbgħa ertəsi esmaspaev
eti eye eyenga feira fim fimmtudagur fos fostudagur fr frai fraidee fre fredag freed freideg freitag fri friday
fridel friggjadagur ga gask gaskavahkku gatandatu gatanu gatatu gim gimgħa gio giovedi gnd gnu gtu guru guruwaar gwe
gwener h hai haoine hen hene hetfo hla hos hosdagur huw huwebes iau ig igandea ijumaa il ini iov iovis is isegun isn
isniin isnin isonto isɛgun it ja jaudo jeu jeudi jim jimaata jimco jmc joi jue jueves jum juma jumaat jumamosi
jumanne jumapili jumat jumatano jumatatu jumma k kab kabiri kamis kamisa kane ke kedd keskiviikko keskiviikkona
ketvirtadienis kha khamiis khamis khms kib kibxata kolmapaev kt ku kuwa l la lah lahadi lar laraba larunbata lau
lauantai lauantaina laugardagur laupaev laurdag lav lavvardat lavvordat ley leygardagur lin linggo lit litinin llun
lor lordag lr lu luain luan lunae lundi lundo lunedi lunes luni luns lw2 lw3 lw4 lw5 lw6 lwakubiri lwakuna lwakusatu
lwakutaano lwamukaaga lwesb lwesibini lwesihlanu lwesine lwesithathu lør lørdag ma maanantai maanantaina maandag
mairt man manadagur mandag mangal mangalwaar mannodat manudagur mardi mardo marte martedi martes marti martis martz
maŋ maŋŋebarga mbe mbere mbl me meindeg mer merc mercher mercoledi mercores mercredi mercurii merkredo merkure met
mettwoch meu mgq mgqibelo mi mibale mie miercoles miercres miercuri mik mikudagur min minei minggu misato mitano
mittwoch miy miyerkules mið miðvikudagur mo moandei mokɔlɔ mon monday monde montag mps mpɔsɔ mso mst mtn mu mudel
mug mugovera muv muvhuro mvu mvulo mwa n nam ne ned nedela nedele nedelja nedjelja neljapaev nhat niedz niedziela og
ojo ojobo ojoru on ons onsdag or osteguna ostirala otrd otrdiena p pa patek pay payshanba pazar pazartesi pe pen
pencsem penktadienis pensenbe pentek per perjantai perjantaina persembe pet petak petek pi piatek piatok piektd
piektdiena pirmadienis pirmd pirmdiena pn po pon pondeli pondelok ponedeljak ponedeljek ponedjeljak poniedziałek pr
pre premte psm pt puhapaev pzt qua quarta qui quinta r rab rabu ravi raviwaar reede rob roobii s sa sab sabado
sabato sabbatum sabbiiti sabti sabtu sad sadorn sadwrn sal sali sam sambata samedi samschdeg samstag san sanbata
saterdag sath sathairn satodee saturday saturni sau sbti seg segunda sekmadienis sel selasa sem semi senbe senin
sesem sesh seshanba sestadienis sestd sestdiena sex sexta shan shanba shani shaniwaar shtune shukra shukrawaar si
sib sibt sin sis sisenbe sk snein sneon so sob sobota sol solis som somwaar son sondag sondee sonndeg sonntag sotn
sotnabeaivi sr sre sreda sri srijeda sroda ssm streda stvrtok su subota sudel sul sun sunday sunnudagur sunnuntai
svetd svetdiena svo svondo sze szerda szo szombat sø søn søndag sənbə t tal talaado talata teisipaev ter terca tha
thu thursday ti tiisdei tiistai tiistaina tir tirs tirsdag tis tisdag tiu tiuzdee tldo tli tlieta tne tnejn to
tongersdei too toozdee tor torek tors torsdag torstai torstaina tr treciadienis tresd tresdiena tu tudel tue tuesday
ty tys tysdag tysdagur ulwesibili ulwesihlanu ulwesine ulwesithathu umgqibelo umsombuluko ut utery uto utorak utorok
v vasarnap ve vedel ven vendredi vendredo venerdi veneris venres vie viernes vin vineri vr vrijdag vrydag vuos
vuossarga wed wednesday wen wenezdee wiixata wix wo woansdei woensdag wt wtorek xov xoves ya yak yakshanba yambo
yaou ybo yek yeksem yeksenbe ysm za zadel zaterdag zo zom zoma zondag þri þriðjudagur ħad ħadd ħam ħamis ɔjɔ ɔjɔbɔ
ɔjɔru ɛti δευ δευτερα κυρ κυριακη παρ παρασκευη πεμ πεμπτη σαβ σαββατο τετ τεταρτη τρι τριτη а ау аут ауторак ахшамы
б ба баасан базар беисенбі беиш беишемби бс бя бямба воскресенье вс вт вто вторник вівторок да даваа дс душ душанба
душанбе дшб дүи дүисенбі дүишөмбү дүш дүшәмбе е ертәси жек жексенбі жекшемби жм жс жум жума жұма ишемби ишм лх
лхагва мя мягмар нд нед недела неделя недеља неділя недјеља ня няд нядзеля ням п паи паишанба пан панядзелак
панҷшанбе пет петак петок петък пн пон понеделник понедельник понедељак понеділок понедјељак пт пшб пят пятница
пятніца пү пүрэв пәнҗ пәнҗешәмбе саб сабота сб сеисенбі сенбі сер серада середа сеш сешанба сешанбе сиш сишәмбе ср
сре среда сри сриједа сряда сс суб суббота субота сшб събота сәрсенбі уто уторак ч чац чацвер чацьвер чет четвер
четверг четвртак четврток четвъртък чор чоршанба чоршанбе чт чц чшб чәр чәршәмбе чәршәнбә ш шан шанба шанбе шарш
шаршемби шеиш шеишемби шим шимбә шнб шәнбә якш якшанба якшанбе якшәмбе ятниця яшб җом җомга ҷмъ ҷумъа ҹ ҹүмә
երեքշաբթի երկ երկուշաբթի երք կիր կիրակի հինգշաբթի հնգ շաբաթ շբթ ուր ուրբաթ չորեքշաբթի չրք א׳ ב׳ ג׳ ד׳ ה׳ ו׳ חמישי
יום ראשון רביעי שבת שישי שלישי שני أَسَ أَسَبَرْ أَلْح أَلْحَمِسْ اتوار اثنين احد الأحد الأربعاء الاثنين الثلاثاء
الجمعة الخميس السبت اونۍ بدھ بُدھ بەي بەيسەنبى تَل تَلَتَ ثلاث ج جمعة جمعرات جمعه جمعہ جُم جُمَعَ جۇم جۇما جۈ جۈمە
جەك جەكسەنبى خميس درېنۍ دوشنبه دونۍ دۇي دۇيسەنبى دۈ دۈشەنبە رابو س سار سارسەنبى سبتو سه‌شنبه سە سەن سەنبى سەي
سەيسەنبى سەيشەنبە ش شنبه شە شەنبە لَح لَحَدِ لَر لَرَبَ لِت لِتِنِنْ منگل يونۍ يە يەكشەنبە پ پنجشنبه پينځنۍ پیر پە
پەيشەنبە څلرنۍ چ چا چارشەنبە چهارشنبه ہفتہ ی یکشنبه आइत आइतबार गुरु गुरुवार गुरुवासर: बिहि बिहिबार बुध बुधबार बुधवार
बुधवासरः मंगल मंगलवार मंगलवासरः मंगळ मंगळवार मङ्गल मङ्गलबार रवि रविवार रविवासरः शनि शनिबार शनिवार शनिवासरः शुक्र
शुक्रबार शुक्रवार शुक्रवासरः सोम सोमबार सोमवार सोमवासरः দেও দেওবাৰ বুধ বুধবার বুধবাৰ বৃহ বৃহস্পতি বৃহস্পতিবার
বৃহস্পতিবাৰ মঙ্গল মঙ্গলবার মঙ্গলবাৰ রবি রবিবার শনি শনিবার শনিবাৰ শুক্র শুক্রবার শুক্ৰ শুক্ৰবাৰ সোম সোমবার সোমবাৰ ਐਤ
ਐਤਵਾਰ ਬੁੱਧ ਬੁੱਧਵਾਰ ਮੰਗਲ ਮੰਗਲਵਾਰ ਵੀਰ ਵੀਰਵਾਰ ਸ਼ਨਿੱਚਰ ਸ਼ਨਿੱਚਰਵਾਰ ਸ਼ੁੱਕਰ ਸ਼ੁੱਕਰਵਾਰ ਸੋਮ ਸੋਮਵਾਰ ગુરુ ગુરુવાર બુધ બુધવાર
મંગળ મંગળવાર રવિ રવિવાર શનિ શનિવાર શુક્ર શુક્રવાર સોમ સોમવાર ଗୁରୁ ଗୁରୁବାର ବୁଧ ବୁଧବାର ମଙ୍ଗଳ ମଙ୍ଗଳବାର ରବି ରବିବାର ଶନି
ଶନିବାର ଶୁକ୍ର ଶୁକ୍ରବାର ସୋମ ସୋମବାର சனி செவ் செவ்வாய் ஞாயி ஞாயிறு திங் திங்கள் புத புதன் வியா வியாழன் வெள் வெள்ளி ఆది
ఆదివారం గురు గురువారం బుధ బుధవారం మంగళ మంగళవారం శని శనివారం శుక్ర శుక్రవారం సోమ సోమవారం ಗುರು ಗುರುವಾರ ಬುಧ ಬುಧವಾರ ಭಾನು
ಭಾನುವಾರ ಮಂಗಳ ಮಂಗಳವಾರ ಶನಿ ಶನಿವಾರ ಶುಕ್ರ ಶುಕ್ರವಾರ ಸೋಮ ಸೋಮವಾರ ചൊവ്വ ചൊവ്വാഴ്ച ചൊവ്വാഴ്‌ച ഞായറാഴ്‌ച ഞായർ തിങ്കളാഴ്‌ച
തിങ്കൾ ബുധനാഴ്‌ച ബുധൻ വെള്ളി വെള്ളിയാഴ്‌ച വ്യാഴം വ്യാഴാഴ്‌ച ശനി ശനിയാഴ്‌ച අඟහ අඟහරුවාදා ඉරිදා බදාදා බ්‍රහස්
බ්‍රහස්පතින්දා සඳුදා සිකු සිකුරාදා සෙන සෙනසුරාදා จ พ พฤ วันจันทร์ วันพฤหัสบดี วันพุธ วันศุกร์ วันอังคาร วันอาทิตย์
วันเสาร์ ศ ส อ อา ຈັນ ພະຫັດ ພຸດ ວັນຈັນ ວັນພະຫັດ ວັນພຸດ ວັນສຸກ ວັນອັງຄານ ວັນອາທິດ ວັນເສົາ ສຸກ ອັງຄານ ອາທິດ ເສົາ
གཟའ་ཉི་མ་ གཟའ་པ་སངས་ གཟའ་ཕུར་བུ་ གཟའ་མིག་དམར་ གཟའ་ཟླ་བ་ གཟའ་ལྷག་པ་ གཟའ་སྤེན་པ་ ཉི་ ཕུར་ མིར་ ཟླ་ ལྷག་ སངས་ སྤེན་
ကြာသပတေး စနေ တနင်္ဂနွေ တနင်္လာ ဗုဒ္ဓဟူး သောကြာ အင်္ဂါ კვი კვირა ოთხ ოთხშაბათი ორშ ორშაბათი პარ პარასკევი სამ
სამშაბათი შაბ შაბათი ხუთ ხუთშაბათი ሐሙስ ማክሰ ማክሰኞ ረቡዕ ሰኞ ቅዳሜ እሑድ ዓርብ ចន្ទ ច័ន្ទ ពុធ ព្រហ ព្រហស្បតិ៍ សុក្រ សៅរ៍ អង្គារ
អាទិត្យ ᠨᠢ ᠨᠢᠮ᠎ᠠ ᠪᠠ ᠪᠠᠰᠠᠩ ᠪᠢᠮ ᠪᠢᠮᠪᠠ ᠫᠥᠷ ᠫᠦᠷ ᠫᠦᠷᠪᠦ ᠮᠢᠠᠠᠮᠠᠷ ᠮᠢᠭ ᠲᠠ ᠳᠠ ᠳᠠᠸᠠ ᡀᠠ ᡀᠠᠭᠪᠠ 周一 周三 周二 周五 周六 周四 周日
土 土曜日 日 日曜日 星期一 星期三 星期二 星期五 星期六 星期四 星期日 月 月曜日 木 木曜日 水 水曜日 火 火曜日 週一
週三 週二 週五 週六 週四 週日 金 金曜日 금 금요일 목 목요일 수 수요일 월 월요일 일 일요일 토 토요일 화 화요일
"""
