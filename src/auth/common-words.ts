/**
 * What people of many languages begin a password with, beside the English that the estimator knows: the
 * word for password and for secret, greetings, endearments, seasons, rows of their keyboards.
 */
export const COMMON_WORDS: readonly string[] = [
  'password welcome hello secret spring summer autumn winter',
  'passwort passwörter kennwort geheim hallo willkommen schatz ichliebedich frühling fruehling sommer herbst',
  'motdepasse secret bonjour bienvenue soleil doudou jetaime printemps été automne hiver',
  'contraseña clave secreto hola bienvenido bienvenida tequiero teamo primavera verano otoño invierno',
  'senha segredo olá bemvindo verão outono',
  'segreto ciao benvenuto benvenuta tiamo estate autunno inverno',
  'wachtwoord geheim welkom lente zomer herfst',
  'lösenord hemlig hej välkommen vår sommar höst vinter passord hemmelig velkommen kodeord adgangskode',
  'salasana tervetuloa moikka kesä talvi',
  'hasło tajne witaj witam kochamcie wiosna lato jesień zima polska',
  'heslo ahoj vitejte jaro léto podzim',
  'jelszó titok szia nyár tél',
  'parola şifre gizli merhaba hoşgeldin yaz kış',
  'пароль секрет привет люблю весна лето осень зима гасло привіт літо',
  'йцукен йцукенг йцукенгшщз йцукенгшщзхъ фывапролдж',
  'κωδικός κωδικος γεια καλοκαίρι',
  '密码 口令 你好 パスワード こんにちは 비밀번호 안녕하세요 مرحبا',
].flatMap((line) => line.split(' ').flatMap((word) => [word, withoutMarks(word)]));

/** `contraseña` is typed as `contrasena` just as well. */
function withoutMarks(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replaceAll('ł', 'l');
}
