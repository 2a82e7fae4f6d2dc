import type { Catalogue } from '../core/i18n';

/** Thai for the register and what takes two people. */
export const register: Catalogue = {
  'A higher clearance, a key for another agency and a key of trust take the word of two registrars.':
    'การเพิ่มระดับการเข้าถึง คีย์สำหรับหน่วยงานอื่น และคีย์ที่ต้องไว้วางใจ ต้องได้รับการยืนยันจากนายทะเบียนสองคน',
  Agencies: 'หน่วยงาน',
  archivist: 'ผู้เก็บเอกสาร',
  auditor: 'ผู้ตรวจสอบ',
  Confirm: 'ยืนยัน',
  'Confirmed by': 'ยืนยันโดย',
  'Confirmed. It waits for one more person.': 'ยืนยันแล้ว ยังรออีกหนึ่งคน',
  Decision: 'การตัดสินใจ',
  'Granted.': 'อนุญาตแล้ว',
  'It waits no more.': 'รายการนี้ไม่ได้รอแล้ว',
  Key: 'คีย์',
  'Nothing waits.': 'ไม่มีรายการรอ',
  'by no one yet': 'ยังไม่มีใคร',
  'protection-lead': 'หัวหน้าฝ่ายคุ้มครอง',
  Refuse: 'ปฏิเสธ',
  'Refused.': 'ปฏิเสธแล้ว',
  Register: 'ทะเบียน',
  registrar: 'นายทะเบียน',
  'Registrar of the task force': 'นายทะเบียนของคณะทำงาน',
  Reliability: 'ความน่าเชื่อถือ',
  Requested: 'ขอเมื่อ',
  'Two keys of this label work already; revoke one first.': 'มีคีย์ของป้ายนี้ใช้งานอยู่แล้วสองคีย์ โปรดเพิกถอนหนึ่งคีย์ก่อน',
  'Waiting for a second person': 'รอบุคคลที่สอง',
  'You said yes already. It takes another person.': 'คุณยืนยันแล้ว ต้องเป็นอีกคนหนึ่ง',
  'You said yes.': 'คุณยืนยันแล้ว',
};
