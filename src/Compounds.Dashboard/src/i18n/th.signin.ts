import type { Catalogue } from '../core/i18n';

/** Thai for signing in and out. */
export const signIn: Catalogue = {
  'No sign-in is set up on this server yet. Its administrator names one in the setting SignIn:Providers.':
    'เซิร์ฟเวอร์นี้ยังไม่ได้ตั้งค่าการเข้าสู่ระบบ ผู้ดูแลระบบกำหนดได้ในการตั้งค่า SignIn:Providers',
  'Sign in on this machine': 'เข้าสู่ระบบบนเครื่องนี้',
  'Sign in with a second factor': 'เข้าสู่ระบบด้วยปัจจัยที่สอง',
  'Sign in with {name}': 'เข้าสู่ระบบด้วย {name}',
  'Sign in': 'เข้าสู่ระบบ',
  'Sign out on all machines': 'ออกจากระบบบนทุกเครื่อง',
  'Sign out': 'ออกจากระบบ',
  'The sign-in did not come to an end. Try again; if it fails again, ask the administrator of your agency.':
    'การเข้าสู่ระบบไม่สำเร็จ โปรดลองอีกครั้ง หากยังไม่สำเร็จ โปรดสอบถามผู้ดูแลของหน่วยงานของคุณ',
  'You signed in with one factor: RED, policy and administration stay closed.':
    'คุณเข้าสู่ระบบด้วยปัจจัยเดียว: RED งานนโยบาย และงานดูแลระบบยังปิดอยู่',
  'Your agency is not registered here yet. Ask the task force to register it.':
    'หน่วยงานของคุณยังไม่ได้ลงทะเบียนที่นี่ โปรดขอให้คณะทำงานลงทะเบียน',
  'Your groups belong to several agencies; a member is of one. Ask the administrator of your agency.':
    'กลุ่มของคุณเป็นของหลายหน่วยงาน แต่สมาชิกเป็นของหน่วยงานเดียว โปรดสอบถามผู้ดูแลของหน่วยงานของคุณ',
  'Your sign-in provider knows you, but none of your groups opens anything here. Ask the administrator of your agency.':
    'ผู้ให้บริการเข้าสู่ระบบรู้จักคุณ แต่ไม่มีกลุ่มใดของคุณที่มีสิทธิ์ที่นี่ โปรดสอบถามผู้ดูแลของหน่วยงานของคุณ',
};
