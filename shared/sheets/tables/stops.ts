import type { Table } from './column.ts';
import { type PlaceField, placeColumns } from './places.ts';

export type StopField =
  | 'number'
  | 'area'
  | 'name'
  | 'english'
  | 'day'
  | 'arrive'
  | 'leave'
  | 'kind'
  | 'brand'
  | 'rubric'
  | PlaceField
  | 'id';

export const stopsTable: Table<StopField> = {
  kind: 'stops',
  zh: '站点',
  en: 'Stops',
  sheets: /站|点位|项目|行程|路线|现场|stop|itinerary|route/i,
  tells: /站|点|项目|现场|行程|stop|site|project|itinerary/i,
  needs: [['name'], ['area', 'day', 'arrive', 'number', 'kind', 'place', 'latitude']],
  columns: [
    {
      field: 'number',
      zh: '站序',
      en: 'Number',
      names: [
        '站序',
        '序号',
        '站号',
        '顺序',
        '站次',
        '点位序号',
        '项目序号',
        'no',
        'no.',
        'number',
        '#',
        '№',
      ],
    },
    {
      field: 'area',
      zh: '县市区',
      en: 'Area',
      names: [
        ...[
          '县市区',
          '县',
          '区县',
          '县区',
          '市县',
          '所属县市区',
          '所在县市区',
          '所属地区',
          '地区',
          '单位',
          '属地',
        ],
        ...[
          '责任单位',
          '参赛单位',
          '申报单位',
          '所属县',
          '所在县',
          '县市',
          'area',
          'county',
          'district',
          'region',
        ],
      ],
      has: /县|区|area|county|district/,
      hasNot: /名称|地址|社区|name|address/,
      fillsDown: true,
    },
    {
      field: 'name',
      zh: '名称',
      en: 'Name',
      names: [
        ...[
          '名称',
          '站名',
          '站点',
          '站点名称',
          '点位',
          '点位名称',
          '项目',
          '项目名称',
          '参观点',
          '参观点名称',
          '观摩点',
        ],
        ...[
          '观摩点名称',
          '现场',
          '现场名称',
          ...['行程', '行程安排', '参观内容', '参观项目'],
          '地点',
          '考察点',
          '考察点名称',
          '拉练点',
          '拉练点名称',
          '检查点',
          '看点',
        ],
        ...['name', 'stop', 'stopname', 'project', 'site', 'place'],
      ],
      has: /名称|点位|项目|站点|参观点|观摩点|拉练点|stop|site|project/,
      hasNot: /英文|类|简介|内容|负责|联系|编号|数|english|kind|type|序|地址|品牌|时间|县/,
      required: true,
    },
    {
      field: 'english',
      zh: '英文名称',
      en: 'English name',
      names: ['英文名称', '英文名', '英文', 'english', 'englishname', 'nameenglish', 'nameen'],
    },
    {
      field: 'day',
      zh: '第几天',
      en: 'Day',
      names: ['第几天', '天', '日期', '日程', '天数', '日', '参观日期', 'day', 'date'],
      has: /日期|第.天|date/,
      fillsDown: true,
    },
    {
      field: 'arrive',
      zh: '到达',
      en: 'Arrive',
      names: [
        ...[
          '到达',
          '到达时间',
          '计划到达',
          '预计到达',
          '抵达',
          '抵达时间',
          '时间',
          '参观时间',
          '开始时间',
          '开始',
        ],
        ...[
          '时间安排',
          '计划时间',
          '起止时间',
          '时段',
          'arrive',
          'arrival',
          'time',
          'start',
          'plannedat',
          'from',
        ],
      ],
      has: /到达|抵达|开始|时间|arriv|start/,
      hasNot: /离开|出发|结束|建|开工|竣工|填|报|时长|leav|depart|end/,
    },
    {
      field: 'leave',
      zh: '离开',
      en: 'Leave',
      names: [
        ...['离开', '离开时间', '计划离开', '预计离开', '出发', '出发时间', '结束', '结束时间', '返程'],
        ...['leave', 'leaving', 'departure', 'depart', 'end', 'to', 'until'],
      ],
      has: /离开|出发|结束|leav|depart/,
    },
    {
      field: 'kind',
      zh: '类别',
      en: 'Kind',
      names: [
        '类别',
        '类型',
        '项目类别',
        '项目类型',
        '点位类别',
        '点位类型',
        '种类',
        'kind',
        'type',
        'category',
      ],
      has: /类别|类型|kind|category/,
    },
    {
      field: 'brand',
      zh: '品牌',
      en: 'Brand',
      names: ['品牌', '品牌名称', '所属品牌', 'brand'],
      has: /品牌|brand/,
    },
    {
      field: 'rubric',
      zh: '评分表',
      en: 'Rubric',
      names: ['评分表', '打分表', '适用评分表', '所用评分表', 'rubric', 'scoresheet', 'form'],
      has: /评分表|打分表|rubric/,
    },
    ...placeColumns,
    { field: 'id', zh: '编号', en: 'ID', names: ['编号', '代码', '编码', '点位编号', 'id', 'code'] },
  ],
};
