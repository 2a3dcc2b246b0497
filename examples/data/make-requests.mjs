/**
 * Writes requests.csv: requests to a railway's counter, put together by a small grammar in English and Chinese. Made, not
 * collected: whoever learns from them learns the grammar. `node examples/data/make-requests.mjs`
 */
import { writeFileSync } from 'node:fs';

/** Park & Miller's generator, so that the file is the same on every machine. */
let state = 20_240_517;
const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
const pick = (values) => values[Math.floor(random() * values.length)];

const english = {
  places: [
    'oslo',
    'new haven',
    'york',
    'bath',
    'san remo',
    'lille',
    'bergen',
    'kyoto',
    'graz',
    'leeds',
    'las palmas',
    'turin',
  ],
  days: ['today', 'tomorrow', 'on monday', 'on friday', 'next sunday', 'on may 3'],
  times: ['at noon', 'at 9', 'at half past six', 'before 8', 'in the evening', 'around 17'],
  counts: ['one', 'two', 'three', 'four', '2', '5'],
  patterns: {
    book: [
      'i need @count tickets from @from to @to @day',
      'please book @count seats to @to @day @time',
      '@count to @to , leaving @from @time please',
      'get us @count tickets for @to @day , we start in @from',
    ],
    ask: [
      'when does the train from @from reach @to @day ?',
      'is there a train to @to @time ?',
      'which trains leave @from @day @time ?',
      'how do i get to @to from @from @time ?',
    ],
    cancel: [
      'cancel my @count tickets to @to @day',
      'we will not travel from @from @day , cancel @count seats',
      'please take back the tickets to @to @time',
    ],
  },
};

const chinese = {
  places: ['北 京', '上 海', '广 州', '成 都', '西 安', '哈 尔 滨', '苏 州', '大 理'],
  days: ['今 天', '明 天', '周 五', '下 周 日', '五 月 三 号'],
  times: ['中 午', '早 上 九 点', '六 点 半', '晚 上', '八 点 前'],
  counts: ['一', '两', '三', '四'],
  patterns: {
    book: [
      '请 订 @count 张 @day 从 @from 到 @to 的 票',
      '我 要 @count 张 去 @to 的 票 ， @time 从 @from 走',
      '@day @time 去 @to ， 买 @count 张 票',
    ],
    ask: [
      '@day 从 @from 到 @to 的 车 几 点 开 ？',
      '@time 有 去 @to 的 车 吗 ？',
      '@from 到 @to 要 多 久 ？',
    ],
    cancel: [
      '退 掉 @day 去 @to 的 @count 张 票',
      '我 不 从 @from 走 了 ， 请 退 @count 张 票',
      '取 消 @time 到 @to 的 票',
    ],
  },
};

const slots = { from: 'places', to: 'places', day: 'days', time: 'times', count: 'counts' };

/** Words, and a tag for each of them: the slot, or `-`. */
function makeRequest() {
  const language = random() < 0.6 ? english : chinese;
  const intent = pick(Object.keys(language.patterns));
  const words = pick(language.patterns[intent])
    .split(' ')
    .flatMap((word) => {
      if (!word.startsWith('@')) return [[word, '-']];
      const slot = word.slice(1);
      return pick(language[slots[slot]])
        .split(' ')
        .map((part) => [part, slot]);
    });
  return {
    text: words.map(([word]) => word).join(' '),
    slots: words.map(([, tag]) => tag).join(' '),
    intent,
  };
}

const seen = new Set();
const lines = ['text,slots,intent'];
while (lines.length <= 900) {
  const { text, slots: tags, intent } = makeRequest();
  if (seen.has(text)) continue;
  seen.add(text);
  // In a real log, many requests are sorted by what they want and few are marked word by word.
  const isMarked = random() < 0.5;
  lines.push(`"${text}",${isMarked ? tags : ''},${intent}`);
}
writeFileSync(new URL('requests.csv', import.meta.url), `${lines.join('\n')}\n`);
