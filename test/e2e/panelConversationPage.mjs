// A page that does nothing but talk, for panelConversation.test.ts, which bundles it.
import { Conversation } from '../../src/webview/ui/conversation.ts';
import { talk } from './panelConversationProtocol.ts';

const heard = [];
const replies = [];
const conversation = new Conversation(
  acquireVsCodeApi(),
  talk,
  { partners: (news) => heard.push(news), ended: (news) => heard.push(news) },
  (sentence) => heard.push(sentence),
);
window.page = {
  heard,
  replies,
  ask: (name, input) => void conversation.ask(name, input).then((reply) => replies.push(reply)),
};
conversation.begin();
