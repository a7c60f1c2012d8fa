// A mail as the templates make it, before anybody knows how it travels.
export type MailAttachment = { cid: string; filename: string; content: Buffer; contentType: string };

export type MailContent = { subject: string; html: string; text: string; attachments: MailAttachment[] };
