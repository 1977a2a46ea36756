import type { Table } from './column.ts';
import { type PlaceField, placeColumns } from './places.ts';

export type AreaField = 'id' | 'name' | 'english' | 'short' | 'shortEnglish' | PlaceField;

export const areasTable: Table<AreaField> = {
  kind: 'areas',
  zh: '县市区',
  en: 'Areas',
  sheets: /县|区|area|county|district/i,
  tells: /县|区|市|州|area|county|district|region/i,
  needs: [['name']],
  columns: [
    {
      field: 'name',
      zh: '名称',
      en: 'Name',
      names: [
        ...[
          '名称',
          '县市区',
          '县',
          '区县',
          '县区',
          '市县',
          '地区',
          '单位',
          '单位名称',
          '参赛单位',
          '县市区名称',
        ],
        ...['地方', '行政区', '行政区划', '区划名称', 'name', 'area', 'county', 'district', 'region'],
      ],
      has: /县|区|名称|area|county|district/,
      hasNot: /简称|英文|拼音|english|short|代码|编码|code|面积|人口/,
      required: true,
    },
    {
      field: 'english',
      zh: '英文名称',
      en: 'English name',
      names: ['英文名称', '英文名', '英文', '拼音', 'english', 'englishname', 'nameenglish', 'nameen'],
    },
    {
      field: 'short',
      zh: '简称',
      en: 'Short name',
      names: ['简称', '短名', 'short', 'shortname', 'abbreviation'],
    },
    {
      field: 'shortEnglish',
      zh: '英文简称',
      en: 'English short name',
      names: ['英文简称', 'englishshort', 'englishshortname', 'shortenglish', 'shortnameenglish'],
    },
    ...placeColumns,
    {
      field: 'id',
      zh: '编号',
      en: 'ID',
      names: [
        ...['编号', '代码', '编码', '区划代码', '行政区划代码', '行政区划编码', 'id', 'code', 'adcode'],
      ],
    },
  ],
};
